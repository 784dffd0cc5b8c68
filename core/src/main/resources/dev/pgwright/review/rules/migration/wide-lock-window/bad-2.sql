-- @before
create table drivers (id bigint primary key);
create table tours (id bigint primary key);
create table stops (id bigint primary key);
-- @migration 2
begin;
truncate stops;
-- @finds 2 tables
drop table tours;
alter table drivers add column phone text;
commit;
