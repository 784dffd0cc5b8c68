-- @table Shop.Line 9000000 900000000
-- @index Shop.byOrder Shop.Line 900000 0
-- @before
create schema "Shop";
create table "Shop"."Order" (id bigint primary key);
create table "Shop"."Line" (id bigint primary key, order_id bigint references "Shop"."Order");
create index "byOrder" on "Shop"."Line" (order_id);
-- @migration 2
-- @finds Shop.byOrder is in use: it is the last index for the foreign key Line_order_id_fkey
drop index "Shop"."byOrder";
