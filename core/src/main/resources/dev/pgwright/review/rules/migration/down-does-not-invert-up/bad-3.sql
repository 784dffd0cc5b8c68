-- @before
create table people (id bigint primary key);
-- @migration 2
create table visits (id bigint primary key, person bigint references people);
alter table people add column born date;
-- @down
-- @finds Up and down together change the schema: table public.people column born: not expected
drop table visits;
