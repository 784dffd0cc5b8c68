-- @before
create schema shop;
create table shop.orders (id bigint primary key);
-- @migration 2
alter table if exists shop.parcels set schema public;
alter table shop.orders set (fillfactor = 90);
alter schema shop owner to current_user;
