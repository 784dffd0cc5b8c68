-- @before
create schema shop;
create table shop.orders (id bigint primary key);
-- @migration 2
comment on schema shop is 'drop database shop';
drop index if exists shop.database;
