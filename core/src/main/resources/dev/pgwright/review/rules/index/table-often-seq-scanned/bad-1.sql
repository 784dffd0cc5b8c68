-- @counted 30
-- @table public.orders 5000000 900000000
-- @use public.orders 90000 450000000000 12000 0 0 0 0
-- @finds orders (5.0 M rows) was read whole 90000 times in 30 days, and by an index 12000 times
create table orders (id bigint primary key, state text not null);
