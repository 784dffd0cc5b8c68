-- @before
create table people (id bigint primary key, name text);
-- @migration 2
alter table people add column full_name text;
update people set full_name = name where id between 1 and 1000;
-- @finds Column name of public.people is dropped in the same release that fills full_name
alter table people drop column name;
