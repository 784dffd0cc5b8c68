create schema shop;
create table shop.customers (id bigint primary key, name text);
create table shop.orders (id bigint, made date, customer_id bigint references shop.customers, primary key (id, made))
    partition by range (made);
create table shop.orders_2026 partition of shop.orders for values from ('2026-01-01') to ('2027-01-01');
-- @finds shop.returns neither refers to another table nor is referred to
create table shop.returns (id bigint primary key, customer_id bigint references shop.customers);
alter table shop.returns drop constraint returns_customer_id_fkey;
