-- @before
create table people (id bigint primary key, age int);
create table visits (id bigint primary key, person bigint constraint visitor references people);
-- @migration 2
alter table people drop constraint if exists age_sane;
alter table people add constraint age_small check (age < 200) not valid;
alter table people drop constraint age_small;
alter table visits drop constraint visitor;
drop table visits;
