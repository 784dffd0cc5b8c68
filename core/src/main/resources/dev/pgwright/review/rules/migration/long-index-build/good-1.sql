-- @table orders 2000000 400000000
-- @before
create table orders (id bigint primary key, placed_at timestamptz);
-- @migration 2
create index concurrently orders_placed_at on orders (placed_at);
