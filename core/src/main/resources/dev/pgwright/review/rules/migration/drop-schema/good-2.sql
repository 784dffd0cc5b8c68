-- @before
create schema shop;
create table shop.orders (id bigint primary key);
create schema spare;
-- @migration 2
drop schema if exists store cascade;
drop schema spare cascade;
drop table shop.orders;
drop schema shop;
