-- @before
create table bikes (id bigint primary key, frame text);
-- @migration 2
begin;
set local lock_timeout = '2s';
set local statement_timeout = '1min';
alter table bikes add column gears integer;
commit;
set statement_timeout = 0;
set lock_timeout = '10min';
create index concurrently bikes_frame on bikes (frame);
