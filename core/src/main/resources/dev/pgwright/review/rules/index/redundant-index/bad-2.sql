create schema "Shop";
create table "Shop".lines (order_id bigint, line int, sku text, note text, primary key (order_id, line));
-- @finds lines_order of Shop.lines can do nothing that lines_pkey cannot
create index lines_order on "Shop".lines (order_id);
-- the longest one is named, as the others go
-- @finds lines_sku of Shop.lines can do nothing that lines_sku_all cannot
create index lines_sku on "Shop".lines (lower(sku)) where note is null;
-- @finds lines_sku_order of Shop.lines can do nothing that lines_sku_all cannot
create index lines_sku_order on "Shop".lines (lower(sku), order_id) where note is null;
create index lines_sku_all on "Shop".lines (lower(sku), order_id, line) where note is null;
-- @finds lines_note of Shop.lines can do nothing that lines_note_sku cannot: that has the same keys and more columns in INCLUDE
create index lines_note on "Shop".lines (note) include (line);
create index lines_note_sku on "Shop".lines (note) include (sku, line);
