-- @table orders 212000000 41000000000
-- @index orders_placed_at orders 4000000000 1234
-- @before
create table orders (id bigint primary key, placed_at date);
create index orders_placed_at on orders (placed_at);
-- @migration 2
-- @finds public.orders_placed_at is in use: it has been scanned 1234 times
drop index concurrently orders_placed_at;
