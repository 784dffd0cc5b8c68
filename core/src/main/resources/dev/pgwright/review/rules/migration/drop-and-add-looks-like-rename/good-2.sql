-- @before
create table people (id bigint primary key, name text);
create table visits (id bigint primary key, person bigint);
-- @migration 2
alter table people drop column name, add column name varchar(80);
drop table visits;
create table calls (id bigint primary key, person bigint, at timestamptz);
create table draft (id bigint, a text);
alter table draft drop column a, add column b text;
