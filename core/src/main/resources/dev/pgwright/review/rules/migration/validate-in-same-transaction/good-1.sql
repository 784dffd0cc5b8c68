-- @before
create table customers (id bigint primary key);
create table invoices (id bigint primary key, customer_id bigint);
-- @migration 2 transaction
alter table invoices add constraint invoices_customer foreign key (customer_id) references customers not valid;
-- @migration 3 transaction
alter table invoices validate constraint invoices_customer;
