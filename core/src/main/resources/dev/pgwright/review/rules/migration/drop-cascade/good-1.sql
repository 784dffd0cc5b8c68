-- @before
create table customers (id bigint primary key, name text);
create table orders (id bigint primary key, customer_id bigint references customers);
create view names as select name from customers;
-- @migration 2
-- nothing needs these
drop view names cascade;
drop table orders cascade;
alter table customers drop column name cascade;
drop table if exists parcels cascade;
