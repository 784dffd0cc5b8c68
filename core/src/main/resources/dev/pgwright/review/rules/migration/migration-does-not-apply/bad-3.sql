-- @before
create schema shop;
create table shop.orders (id bigint primary key);
truncate shop.orders;
analyze shop.orders;
-- @migration 2
-- @fails 42P01
-- @finds relation "shop.totals" does not exist
refresh materialized view shop.totals;
-- @migration 3
-- @fails 42P01
-- @finds relation "shop.Order Lines" does not exist
truncate shop.orders, shop."Order Lines";
