-- @before
create schema hr;
create table hr."Staff" (id bigint primary key);
create view hr.active as select * from hr."Staff";
create materialized view hr.counted as select count(*) from hr."Staff";
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds hr.Staff
alter table if exists hr."Staff" rename to employees;
-- @finds hr.active
alter view hr.active rename to active_employees;
-- @finds hr.counted
alter materialized view hr.counted rename to totals;
