-- @table Shop.Order 5 8192 0 0 shop_owner
-- @role app_migrator shop_owner
-- @before
create schema "Shop";
create table "Shop"."Order" (id bigint primary key);
-- @migration 2
set role pg_monitor;
reset role;
alter table "Shop"."Order" add column note text;
set role pg_database_owner;
-- @fails 42501
-- @finds but pg_database_owner runs this
alter table "Shop"."Order" add column colour text;
