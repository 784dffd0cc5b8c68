-- @before
create table invoices (id bigint primary key, due_on date);
create materialized view due as select due_on, count(*) as invoices from invoices group by due_on;
create unique index due_on on due (due_on);
-- one statement that is sent alone is no transaction; REFRESH may be in one
-- @migration 2 simple-query
create index concurrently invoices_due_on on invoices (due_on);
-- @migration 3 transaction
refresh materialized view concurrently due;
