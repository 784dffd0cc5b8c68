-- @table Shop.Order 9000000 3000000000
-- @standby standby berlin
-- @before
create schema "Shop";
create table "Shop"."Order" (id bigint primary key, note text, colour text);
-- @migration 2
-- @finds Shop.Order
update "Shop"."Order" set colour = note;
