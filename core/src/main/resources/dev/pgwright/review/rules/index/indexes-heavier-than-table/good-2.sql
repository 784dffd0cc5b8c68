-- too small to matter
-- @table public.orders 5000 400000
-- @use public.orders 0 0 900 10 10 0 0 1 7000000
create table orders (id bigint primary key, note text);
