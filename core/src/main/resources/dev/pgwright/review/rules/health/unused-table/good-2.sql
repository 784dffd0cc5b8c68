-- a few days prove nothing
-- @counted 6
-- @table public.campaigns 12000 9000000
-- @use public.campaigns 0 0 0 0 0 0 0
create table campaigns (id bigint primary key, name text not null);
