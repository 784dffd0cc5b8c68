-- @before
create table people (id bigint primary key, name text);
-- @migration 2
-- @finds column name of public.people
alter table people rename column name to full_name;
