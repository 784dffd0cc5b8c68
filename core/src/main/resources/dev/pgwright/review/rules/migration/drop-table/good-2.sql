-- @before
create table visits (id bigint primary key);
-- @migration 2
-- not there, and temporary
drop table if exists visitors;
create temporary table staged as select * from visits;
drop table staged;
