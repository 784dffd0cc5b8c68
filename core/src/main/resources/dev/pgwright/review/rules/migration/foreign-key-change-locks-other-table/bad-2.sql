-- @before
create schema shop;
create table shop.customers (id bigint primary key);
create table shop.vendors (id bigint primary key);
create table shop.plans (id bigint primary key);
create table shop.carts (
    id bigint primary key,
    customer_id bigint constraint carts_customer references shop.customers,
    plan_id bigint references shop.plans
);
-- @migration 2
-- @finds Removing the foreign key of shop.carts locks shop.customers
alter table shop.carts drop constraint carts_customer;
alter table shop.carts
    add column note text,
-- @finds Making the foreign key of shop.carts locks shop.vendors
    add column vendor_id bigint references shop.vendors,
    -- customers has been locked before
    add column payer_id bigint references shop.customers;
-- @finds Removing the foreign key of shop.carts locks shop.plans
-- @finds Removing the foreign key of shop.carts locks shop.vendors
drop table shop.carts;
