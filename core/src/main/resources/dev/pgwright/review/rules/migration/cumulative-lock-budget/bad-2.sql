-- @table Sales.Order 10000000 3000000000
-- @table Sales.Line 10000000 100000
-- @limit max-seconds 30
-- @before
create schema "Sales";
create table "Sales"."Order" (id bigint primary key, total numeric, note text);
-- @migration 2
alter table "Sales"."Order" alter column total set not null;
alter table "Sales"."Order" alter column note set not null;
-- @finds Sales.Order (10 M rows, 2.8 GB) is blocked for about
create index on "Sales"."Order" (total);
