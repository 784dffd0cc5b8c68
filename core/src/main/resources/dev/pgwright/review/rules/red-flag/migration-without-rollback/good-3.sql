-- @before
create table people (id bigint primary key, name text);
-- @migration 2
alter table people drop column name;
-- @down
alter table people add column name text;
-- @migration 3
create table visits (id bigint primary key);
-- @down
-- rollback: leave it, it does no harm
