-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, note text);
-- @migration 2
-- @finds UPDATE of public.orders changes about 212 M rows
update orders set note = '';
