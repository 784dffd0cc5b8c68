-- @counted 30
-- @table public.orders 5000000 900000000
-- each of them stops at its LIMIT
-- @use public.orders 90000 900000 12000 0 0 0 0
-- @table public.reports 50000 9000000
-- once a day
-- @use public.reports 30 1500000 0 0 0 0 0
create table orders (id bigint primary key, state text not null);
create table reports (id bigint primary key, state text not null);
