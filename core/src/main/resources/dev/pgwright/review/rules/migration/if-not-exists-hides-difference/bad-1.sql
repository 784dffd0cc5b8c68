-- @before
create table people (id bigint primary key, name varchar(80));
-- @migration 2
-- @finds its column name is character varying(80), not text, it has no column born
create table if not exists people (id bigint primary key, name text, born date);
-- @finds has a column name already, and it is character varying(80), not text
alter table people add column if not exists name text;
