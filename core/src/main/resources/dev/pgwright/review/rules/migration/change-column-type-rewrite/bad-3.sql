-- @before
create domain percent as integer check (value between 0 and 100);
create table rates (id bigint primary key, rate integer, since timestamp);
-- @migration 2
-- @finds Changing rate of public.rates
alter table rates alter column rate type percent;
set timezone = 'Europe/Berlin';
-- @finds from timestamp to timestamptz
alter table rates alter column since type timestamptz;
