-- @before
create table orders (id bigint primary key, note text);
-- @table public.orders 5000000 900000000
-- @migration 2
-- sizes are known, but no query is
create index concurrently orders_note on orders (note);
