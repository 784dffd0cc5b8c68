-- @table laps 300 65536
-- @table stages 900000000 96000000000
-- @before
create table laps (id bigint primary key, seconds numeric);
create table stages (id bigint primary key, km numeric);
-- @migration 2
-- @finds UPDATE of public.laps
update laps set seconds = 0 where seconds is null;
-- @finds UPDATE of public.stages
update stages set km = 0 where km is null;
