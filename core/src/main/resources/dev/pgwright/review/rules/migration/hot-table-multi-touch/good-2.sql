-- all of it is reviewed: what has been run is not known
-- @migration 1
create table people (id bigint primary key);
-- @migration 2
alter table people add column name text;
-- @migration 3
alter table people add column born date;
-- @migration 4
alter table people add column note text;
