-- @table public.orders 5000000 900000000
create table orders (id bigint primary key, state text not null);
-- never analyzed, but it has pages
-- @table public.drafts 0 90000000
create table drafts (id bigint primary key, name text not null);
-- nobody knows
create table states (id bigint primary key, name text not null);
