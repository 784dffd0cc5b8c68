-- @limit longest-lock-timeout 30000
-- @before
create table bikes (id bigint primary key, frame text);
-- @migration 2
set lock_timeout = '20s';
alter table bikes add column gears integer;
create table frames (id bigint primary key);
