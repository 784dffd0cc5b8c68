-- @before
create table events (id bigint primary key, happened timestamp);
-- @migration 2
set timezone = 'UTC';
alter table events alter column happened type timestamptz;
create table marks (id integer);
alter table marks alter column id type bigint;
