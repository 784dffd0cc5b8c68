-- @before
create table people (id bigint primary key, name text);
-- @migration 2
alter table people add column full_name text;
-- @migration 3
/*
 * recovery: restore people from the dump of the night before
 */
alter table people drop column name;
-- @migration 4
create table drafts (id bigint primary key);
drop table drafts;
