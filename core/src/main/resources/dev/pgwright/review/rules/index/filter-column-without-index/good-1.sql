-- @table public.orders 5000000 900000000
-- @column public.orders status 0 4 0.2 6 open=0.01 paid=0.09 sent=0.4 done=0.5
-- @column public.orders region 0 3
-- @table public.countries 240 40000
-- @query orders.sql:1: select id from orders where customer_id = $1 and placed_at > $2
-- @query orders.sql:2: select id from orders where lower(email) = lower($1)
-- half of the rows: an index would be no use
-- @query orders.sql:3: select sum(total) from orders where status = 'done'
-- @query orders.sql:4: select sum(total) from orders where region = $1
-- a small table
-- @query orders.sql:5: select name from countries where currency_code = $1
-- counted: most of the table
-- @query queryid 6: select id from orders where reference <> $1 and batch = $2
-- @counts 10 90000 5 40000000 900000 0 0.2
-- which part of the table that is nobody knows
-- @query orders.sql:8: select id from orders where placed_at >= $1 and placed_at < $2
create table orders (
    id bigint primary key,
    customer_id bigint not null,
    status text not null,
    region text not null,
    email text not null,
    reference text not null,
    batch bigint,
    total numeric(12, 2) not null,
    placed_at timestamptz not null
);
create index orders_customer on orders (customer_id);
create index orders_email on orders (lower(email));
create table countries (code text primary key, name text not null, currency_code text not null);
