-- @table shop.Line 50000000 9000000000 900 30
-- @use shop.Line 0 0 90000 50000000 0 0 0 1
-- @column shop.Line item 0 90000 0.1 8
-- @column shop.Line Count 0 90 0.1 4
-- @query queryid 4: select item, "Count" from shop."Line" where order_id = $1
-- @calls 20
-- @counts 900000 90000 1 36000000 40000000 0 0.04
create schema shop;
-- @says queryid 4 (20 calls/s, 4.0 % of the time) finds about 40 rows of shop.Line (50 M rows) by line_order and reads each from the table for item and Count
create table shop."Line" (id bigint primary key, order_id bigint not null, item bigint not null, "Count" int not null, note text);
create index line_order on shop."Line" (order_id);
