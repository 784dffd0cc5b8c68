-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
create view noted as
select name,
-- @finds All matching rows are counted
    (select count(*) as n from orders o where o.customer_id = c.id and o.note is not null) >= 1 as has_notes,
-- @finds All matching rows are counted
    not ((select count(*) from orders o join customers r on r.id = o.customer_id where r.referred_by = c.id) < 1) as refers
from customers c
-- @finds All matching rows are counted
where (select count(o.note) from orders o where o.customer_id = c.id) > 0;
