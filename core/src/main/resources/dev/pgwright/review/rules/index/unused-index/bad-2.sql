-- @counted 40
-- @standby standby berlin
-- @table shop.Order 5000000 900000000
-- @index shop.Order_note shop.Order 210000000 0
create schema shop;
create table shop."Order" (id bigint primary key, note text);
-- @finds Order_note of shop.Order (200 MB) has not been scanned for 40 days here; standby berlin may scan it, and counts for itself
create index "Order_note" on shop."Order" (note);
