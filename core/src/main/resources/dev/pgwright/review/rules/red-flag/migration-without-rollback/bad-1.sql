-- @migration 1
create table people (id bigint primary key, name text);
-- @down
drop table people;
-- @migration 2
-- @finds This migration has no way back as most of its history has, and no note says why
create table visits (id bigint primary key, person bigint not null references people);
-- @migration 3
create index visits_person on visits (person);
-- @down
drop index visits_person;
