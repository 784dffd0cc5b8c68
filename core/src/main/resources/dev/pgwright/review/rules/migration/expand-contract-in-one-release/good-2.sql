-- @migration 1
create table people (id bigint primary key, name text);
alter table people add column full_name text;
update people set full_name = name;
alter table people drop column name;
