-- @before
create table people (id bigint primary key, name text);
create table visits (id bigint primary key);
-- @migration 2
-- @finds makes column name of public.people again
alter table people drop column name;
-- @finds makes table public.visits again
drop table visits;
-- @down
alter table people add column name text;
create table visits (id bigint primary key);
