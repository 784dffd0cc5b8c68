-- @table public.orders 5000000 900000000
-- @column public.orders refund_id 0.98 90000
-- @column public.orders parent_id 0.3 90000
-- @query orders.sql:5: select id from orders where refund_id is null and id > $1
-- @query orders.sql:6: select id from orders where parent_id = $1
create table orders (id bigint primary key, refund_id bigint, parent_id bigint);
create index orders_refund on orders (refund_id);
create index orders_parent on orders (parent_id);
