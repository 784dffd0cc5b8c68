-- @counted 92
-- @table public.orders 5000000 900000000
-- one report reads it
-- @use public.orders 1 5000000 0 0 0 0 0
-- @table public.states 12 8192
-- what refers to it asks its index
-- @use public.states 0 0 3 0 0 0 0
-- @table public.drafts 0 8192
-- nothing is in it that could be read
-- @use public.drafts 0 0 0 0 0 0 0
create table orders (id bigint primary key, state text not null);
create table states (id bigint primary key, name text not null);
create table drafts (id bigint primary key, name text not null);
