-- @before
create table people (id bigint primary key, name text, constraint named check (name <> ''));
create index people_name on people (name);
-- @migration 2
-- other renames, a column that nobody knows yet, and a table that is not there
alter table people rename constraint named to people_named;
alter index people_name rename to people_by_name;
alter table people add column nick text;
alter table people rename column nick to nickname;
alter table if exists persons rename column name to full_name;
