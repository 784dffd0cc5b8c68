-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, placed_at timestamptz);
-- @migration 2
-- @finds 212 M rows
create index concurrently orders_placed_at on orders (placed_at);
