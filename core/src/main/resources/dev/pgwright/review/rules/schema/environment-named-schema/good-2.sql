create schema shop_dev;
drop schema shop_dev;
create schema shop;
create table shop.prod_orders (id bigint primary key);
