create schema "Shop";
create table "Shop".lines ("Order" bigint, line int, sku text not null, primary key ("Order", line));
-- @finds lines_sku of Shop.lines leaves no row out, as Order and line are NOT NULL
create unique index lines_sku on "Shop".lines (sku) where "Order" is not null and line is not null;
