-- @before
create table bikes (id bigint primary key, frame text);
-- @migration 2
-- @finds SET LOCAL outside of a transaction
set local lock_timeout = '2s';
alter table bikes add column gears integer;
-- @finds comes too late for the statement on line 6
set lock_timeout = '2s';
alter table bikes add column colour text;
