-- @before
create schema stock;
create table stock.bins (id bigint primary key);
-- @migration 2 simple-query
set lock_timeout = '5s';
-- @fails 25001
-- @finds REINDEX SCHEMA
reindex schema stock;
