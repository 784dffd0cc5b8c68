-- @table shop.others 1200000 90000000
create schema shop;
create table shop.customers (id bigint, country text) partition by list (country);
-- @finds shop.others takes the rows that no other partition of shop.customers does, about 1200000 by now
create table shop.others (id bigint, country text);
alter table shop.customers attach partition shop.others default;
