-- @before
create table crews (id bigint primary key, old_name text);
-- @migration 2
-- @finds ADD COLUMN
alter table crews add column name text;
-- @finds DROP COLUMN
alter table crews drop column old_name;
