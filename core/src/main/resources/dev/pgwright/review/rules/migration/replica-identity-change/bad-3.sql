-- @before
create schema shop;
create table shop.orders (id bigint not null, note text);
create unique index orders_id on shop.orders (id);
alter table shop.orders replica identity using index orders_id;
create table shop.items (id bigint primary key);
create publication feed for tables in schema shop;
-- @migration 2
-- @finds publication feed publishes it, so that UPDATE and DELETE fail afterwards
drop index shop.orders_id;
-- @finds This leaves shop.items without a replica identity: publication feed publishes it
alter table shop.items replica identity nothing;
