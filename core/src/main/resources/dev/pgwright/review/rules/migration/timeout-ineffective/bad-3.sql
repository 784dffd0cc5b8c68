-- @before
create table bikes (id bigint primary key, frame text, gears integer);
-- @migration 2
-- @finds lock_timeout = 0 means no limit, for what blocks public.bikes too
SET lock_timeout = 0;
ALTER TABLE bikes ADD COLUMN colour text;
CREATE INDEX CONCURRENTLY bikes_frame ON bikes (frame);
ALTER TABLE bikes ADD COLUMN maker text;
-- @migration 3
begin;
alter table bikes add column weight numeric;
commit;
drop index concurrently if exists bikes_gears;
create index concurrently bikes_gears on bikes (gears);
-- @finds comes too late for the statement on line 11
set lock_timeout to 2000;
alter table bikes drop column maker;
-- @migration 4
-- @finds SET LOCAL outside of a transaction changes nothing: statement_timeout = 1h never holds
select set_config('statement_timeout', '1h', true);
alter table bikes alter column gears type bigint;
create index concurrently bikes_weight on bikes (weight);
-- @finds SET LOCAL
set local lock_timeout = '3s';
-- @migration 5 transaction
alter table bikes add column bell boolean;
-- @finds comes too late
set local lock_timeout = '3s'; -- for what follows
alter table bikes add column lamp boolean;
