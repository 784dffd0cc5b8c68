-- @before
create table riders (id bigint primary key, name text, city text);
-- @migration 2
-- @finds UPDATE of public.riders changes every row
update riders set city = 'unknown';
-- @finds any number of rows
delete from riders where city = 'nowhere';
