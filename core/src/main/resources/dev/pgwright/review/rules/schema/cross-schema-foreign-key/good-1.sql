create schema shop;
create table shop.customers (id bigint primary key);
create table shop.orders (id bigint primary key, customer_id bigint references shop.customers);
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers);
