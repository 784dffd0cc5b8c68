-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers on delete restrict);
create table items (id bigint primary key, order_id bigint references orders);
-- @migration 2
-- @finds public.items, public.orders
truncate customers cascade;
