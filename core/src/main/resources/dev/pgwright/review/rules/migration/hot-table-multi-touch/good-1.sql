-- @before
create table people (id bigint primary key, name text);
-- @migration 2
alter table people add column born date;
alter table people add column note text;
-- @migration 3
create index concurrently people_name on people (name);
update people set note = '' where id = 1;
-- @migration 4
alter table people add column nick text;
