-- @migration 1
create table people (id bigint primary key, name text, age int);
create index people_name on people (name);
alter table people alter column age type bigint;
drop table people;
