-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
create view often as
select o.customer_id, o.status, count(*) as orders from orders o
where o.total > 2 or o.note is null -- as the report has it
group by o.customer_id, o.status
-- @finds The condition on o.customer_id
having o.customer_id < 7 and (count(*) > 1 or max(o.total) > 3)
order by o.customer_id;
