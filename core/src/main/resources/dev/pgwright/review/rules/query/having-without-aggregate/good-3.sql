-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
-- WHERE would leave the other groups out of the total
create view kinds as
select status, count(*) as orders from orders
group by rollup (status)
having status = 'new' and count(*) > 1;
