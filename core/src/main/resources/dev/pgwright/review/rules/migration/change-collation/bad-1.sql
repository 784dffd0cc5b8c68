-- @before
create table people (id bigint primary key, name text);
create index people_name on people (name);
-- @migration 2
-- @finds The collation of name of public.people becomes C
alter table people alter column name type text collate "C";
