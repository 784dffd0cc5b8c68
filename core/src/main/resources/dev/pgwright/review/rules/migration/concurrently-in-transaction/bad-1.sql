-- @before
create table invoices (id bigint primary key, due_on date);
-- @migration 2 transaction
-- @fails 25001
-- @finds CREATE INDEX CONCURRENTLY
create index concurrently invoices_due_on on invoices (due_on);
