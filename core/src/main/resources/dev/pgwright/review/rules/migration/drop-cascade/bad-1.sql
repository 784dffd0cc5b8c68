-- @before
create table customers (id bigint primary key, name text);
create table orders (id bigint primary key, customer_id bigint references customers);
create view names as select name from customers;
-- @migration 2
-- @finds view names, foreign key orders_customer_id_fkey of public.orders
drop table customers cascade;
