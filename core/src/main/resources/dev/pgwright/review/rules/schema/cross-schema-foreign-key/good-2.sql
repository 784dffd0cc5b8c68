create schema old;
create schema shop;
create table old.customers (id bigint primary key);
create table shop.orders (id bigint primary key, customer_id bigint references old.customers);
alter table old.customers set schema shop;
