-- @before
create table people (id bigint primary key, name text, born date);
-- @migration 2
alter table people drop column name;
-- @finds Column full_name of public.people has the type of name
alter table people add column full_name text not null default '';
