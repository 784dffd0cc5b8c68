-- @limit max-factor 1
-- @table shop.Order 5000000 400000000
-- @use shop.Order 0 0 900 10 10 0 0 1 500000000
create schema shop;
-- @finds The indexes of shop.Order take 477 MB, the table 381 MB
create table shop."Order" (id bigint primary key, note text);
