-- @before
create table people (id bigint primary key, name text, a int, b int);
-- @migration 2
-- carried over, of another type, and not to be told apart
alter table people add column full_name text;
update people set full_name = name where id between 1 and 1000;
alter table people drop column name;
alter table people drop column a, drop column b, add column c int, add column d int;
