-- @counted 92
-- @table public.campaigns 12000 9000000
-- @use public.campaigns 0 0 0 0 0 0 0
-- @finds campaigns (12 k rows, 8.6 MB) has not been read for 92 days
create table campaigns (id bigint primary key, name text not null);
