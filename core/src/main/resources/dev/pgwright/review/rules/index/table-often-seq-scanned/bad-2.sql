-- @counted 3
-- @table shop.Order 40000 9000000
-- @use shop.Order 900 30000000 0 0 0 0 0
create schema shop;
-- @finds shop.Order (40 k rows) was read whole 900 times in 3 days, and by an index 0 times
create table shop."Order" (id bigint primary key, state text not null);
