-- @table public.campaigns 0 8192
-- @finds campaigns holds no rows
create table campaigns (id bigint primary key, name text not null);
