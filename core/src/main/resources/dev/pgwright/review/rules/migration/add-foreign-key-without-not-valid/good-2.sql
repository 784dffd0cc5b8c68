-- @before
create table customers (id bigint primary key);
create table invoices (id bigint primary key);
-- @migration 2
alter table invoices add column customer_id bigint references customers;
alter table invoices add column payer_id bigint;
alter table invoices add foreign key (payer_id) references customers not enforced;
create table reminders (id bigint primary key, invoice_id bigint);
alter table reminders add foreign key (invoice_id) references invoices;
