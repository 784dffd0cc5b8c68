-- @before
create schema shop;
create table shop.customers (id bigint primary key);
create table shop.orders (id bigint primary key, customer_id bigint);
-- @migration 2
alter table shop.orders
-- @finds orders_customer of shop.orders is NOT ENFORCED
    add constraint orders_customer foreign key (customer_id) references shop.customers not enforced;
