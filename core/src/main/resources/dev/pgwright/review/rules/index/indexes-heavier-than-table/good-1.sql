-- @table public.orders 5000000 400000000
-- @use public.orders 0 0 900 10 10 0 0 1 700000000
create table orders (id bigint primary key, note text);
