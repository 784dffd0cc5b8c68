-- @before
create table people (id bigint primary key);
-- @migration 2
alter table people add column name text;
-- @migration 3
alter table people add column born date;
-- @migration 4
-- @finds last of 3 pending migrations that each block the writers of public.people: 2, 3, 4
alter table people add column note text;
