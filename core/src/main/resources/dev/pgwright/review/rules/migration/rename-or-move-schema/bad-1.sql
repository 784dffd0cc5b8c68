-- @before
create schema shop;
create table shop.orders (id bigint primary key);
-- @migration 2
-- @finds something in schema shop
alter schema shop rename to store;
