-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint constraint orders_customer references customers);
-- @migration 2
-- @finds foreign key orders_customer of public.orders
alter table orders drop constraint orders_customer;
