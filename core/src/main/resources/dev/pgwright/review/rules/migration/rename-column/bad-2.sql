-- @before
create schema hr;
create table hr."Staff" (id bigint primary key, "Salary" numeric);
create view hr.payroll as select id, "Salary" as pay from hr."Staff";
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds column Salary of hr.Staff
alter table if exists hr."Staff" rename "Salary" to wage;
-- @finds column pay of hr.payroll
alter view hr.payroll rename column pay to wage;
