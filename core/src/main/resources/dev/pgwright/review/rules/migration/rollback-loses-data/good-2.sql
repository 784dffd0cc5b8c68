-- @before
create table people (id bigint primary key, name text, born date);
-- @migration 2
-- no way back
alter table people drop column name;
-- @migration 3
create table drafts (id bigint primary key);
delete from drafts;
alter table people drop column if exists gone;
alter table people add column age int;
alter table people drop column age;
-- @down
drop table drafts;
alter table people add column gone int;
