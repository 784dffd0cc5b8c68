-- @table shop.orders 5 8192 0 0 pg_monitor
-- @role app_migrator
-- @before
create schema shop;
grant usage on schema shop to pg_monitor;
create table shop.orders (id bigint primary key);
alter table shop.orders owner to pg_monitor;
-- @migration 2
set role pg_monitor;
alter table shop.orders add column note text;
reset role;
create table shop.lines (id bigint primary key);
alter table shop.lines add column note text;
