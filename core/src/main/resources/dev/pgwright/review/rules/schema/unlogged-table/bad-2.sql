-- @before
create schema shop;
create table shop.carts (id bigint primary key);
create unlogged table shop.seen (id bigint primary key);
-- @migration 2
-- @finds shop.carts is unlogged
alter table shop.carts set unlogged;
