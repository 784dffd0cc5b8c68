-- @before
create schema shop;
create table shop.orders (id bigint primary key);
create view shop.open as select * from shop.orders;
-- @migration 2
-- @finds schema shop: shop.open, shop.orders, with the rows
drop schema shop cascade;
