-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
create view days as
select o.id, g.day from orders o, generate_series(1, 7) as g (day), customers c where c.id = 1;
create view linked as
select name from customers a where exists (
    select from orders b, orders c where b.customer_id = a.id and c.customer_id = a.id and b.id < c.id);
