-- @table public.orders 5000000 900000000 20 35
-- @column public.orders customer_id 0 -0.04
-- @column public.orders status 0 4 0.2 6 open=0.01 paid=0.09 sent=0.4 done=0.5
-- @column public.orders placed_at 0 -1 0.99
-- @query orders.sql:1: select id, total from orders where customer_id = $1 and status = $2 order by placed_at desc limit 20
-- @calls 12.5
-- @query orders.sql:7: select count(*) from orders where customer_id = $1
-- @says orders.sql:1 (13 calls/s) looks for rows of orders (5.0 M rows) by customer_id and status, and no index leads with any of them: all 5.0 M rows are read; the same goes for orders.sql:7
create table orders (
    id bigint primary key,
    customer_id bigint not null,
    status text not null,
    total numeric(12, 2) not null,
    placed_at timestamptz not null
);
create index orders_total on orders (total);
