-- @table public.orders 5000000 900000000
-- @column public.orders refund_id 0.98 90000
-- @query orders.sql:5: select id from orders where refund_id = $1
create table orders (id bigint primary key, refund_id bigint);
-- @finds orders_refund of orders has an entry for every row: refund_id is NULL in 98 % of the rows, and no known query asks for them
create index orders_refund on orders (refund_id);
