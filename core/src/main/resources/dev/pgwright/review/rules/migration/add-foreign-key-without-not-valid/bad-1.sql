-- @before
create table customers (id bigint primary key);
create table invoices (id bigint primary key, customer_id bigint);
-- @migration 2
-- @finds the foreign key invoices_customer
alter table invoices add constraint invoices_customer foreign key (customer_id) references customers;
