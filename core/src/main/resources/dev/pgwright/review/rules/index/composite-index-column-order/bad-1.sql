-- @table public.orders 20000000 4000000000
-- @column public.orders customer_id 0 900000
-- @query orders.sql:4: select id from orders where placed_at >= $1 and customer_id = $2
-- @calls 5
-- @says orders.sql:4 (5.0 calls/s) looks for rows of orders (20 M rows) by customer_id, which stands behind placed_at in orders_placed, and placed_at is only limited to a range
create table orders (id bigint primary key, customer_id bigint not null, placed_at timestamptz not null);
create index orders_placed on orders (placed_at, customer_id);
