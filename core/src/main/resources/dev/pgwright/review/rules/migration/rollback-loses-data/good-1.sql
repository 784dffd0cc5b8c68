-- @before
create table people (id bigint primary key, name text);
create table visits (id bigint primary key);
-- @migration 2
create table people_names as select id, name from people;
alter table people drop column name;
delete from visits where id < 10;
-- @down
alter table people add column name text;
update people set name = copy.name from people_names copy where copy.id = people.id;
insert into visits select generate_series(1, 9);
