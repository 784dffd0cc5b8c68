-- @before
create table people (id bigint primary key, name text, note text);
alter table people add column full_name text;
update people set full_name = name where id between 1 and 1000;
-- @migration 2
alter table people drop column name;
alter table people add column short text;
update people set short = left(full_name, 10) where id between 1 and 1000;
alter table people drop column note;
