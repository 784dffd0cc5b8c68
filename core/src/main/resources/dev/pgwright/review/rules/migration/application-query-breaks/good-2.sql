-- @query orders.sql:12: select id, status from orders
-- @query orders.sql:13: select id from public.orders
-- @before
create schema old;
create table orders (id bigint primary key, status text);
create table old.orders (id bigint primary key, status text);
-- @migration 2
-- the same name comes back with what is asked of it
alter table orders rename to orders_legacy;
create table orders (id bigint primary key, status text);
drop table old.orders;
