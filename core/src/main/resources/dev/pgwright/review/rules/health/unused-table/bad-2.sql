-- @counted 31
-- @table shop.Audit 5000000 900000000
-- @use shop.Audit 0 0 0 40000 0 0 0
create schema shop;
-- @finds shop.Audit (5.0 M rows, 858 MB) has not been read for 31 days, though 40 k rows were added
create table shop."Audit" (id bigint primary key, done text not null);
