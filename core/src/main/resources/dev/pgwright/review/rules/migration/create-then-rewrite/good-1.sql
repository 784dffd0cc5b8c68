-- @before
create table people (id bigint primary key, name text, age int);
-- @migration 2
alter table people alter column age type bigint;
create index concurrently people_name on people (name);
alter table people alter column name type varchar;
