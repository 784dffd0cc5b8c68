-- @unfixed dropping is not divided
-- @before
create schema "Sales";
create table "Sales"."Order" (region text) partition by list (region);
create table "Sales"."West" partition of "Sales"."Order" for values in ('west');
create table "Sales"."East" partition of "Sales"."Order" for values in ('east');
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds Dropping the partition Sales.West keeps everybody from reading and writing Sales.Order
drop table if exists "Sales"."West";
