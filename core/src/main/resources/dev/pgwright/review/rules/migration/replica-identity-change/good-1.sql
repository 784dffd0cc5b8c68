-- @before
create table people (id bigint primary key, code text not null, name text not null);
create unique index people_code on people (code);
create index people_name on people (name);
alter table people replica identity using index people_code;
-- @migration 2
alter table people drop column name;
alter table people replica identity default;
drop index people_code;
