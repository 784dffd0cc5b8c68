-- @before
create table invoices (id bigint primary key, due_on date);
-- @migration 2
begin;
alter table invoices add column paid_on date;
commit;
create index concurrently invoices_due_on on invoices (due_on);
