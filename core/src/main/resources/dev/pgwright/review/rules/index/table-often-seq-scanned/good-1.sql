-- @counted 30
-- @table public.orders 5000000 900000000
-- mostly by an index
-- @use public.orders 900 4500000000 800000 0 0 0 0
-- @table public.states 12 8192
-- @use public.states 900000 10800000 0 0 0 0 0
create table orders (id bigint primary key, state text not null);
create table states (id bigint primary key, name text not null);
