-- @table public.orders 20000000 4000000000
-- @column public.orders customer_id 0 900000
-- @column public.orders channel 0 4
-- @query orders.sql:4: select id from orders where placed_at >= $1 and customer_id = $2
-- a tenth of the rows and more are no reason for an index
-- @query orders.sql:5: select id from orders where placed_at >= $1 and channel = $2
create table orders (id bigint primary key, customer_id bigint not null, channel text not null, placed_at timestamptz not null);
create index orders_customer on orders (customer_id, placed_at);
create index orders_placed on orders (placed_at, customer_id);
create index orders_channel on orders (placed_at, channel);
