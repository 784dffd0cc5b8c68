-- @before
create schema "Shop";
create table "Shop"."Bike" (id bigint primary key, gears integer);
-- @migration 2 transaction
-- @finds longer than 10000 ms
set local lock_timeout = '5min';
-- @finds statement_timeout = 0 means no limit
set local statement_timeout = 0;
alter table "Shop"."Bike" alter column gears type bigint;
-- @migration 3
-- @fails 22023
-- @finds does not take
set lock_timeout = '5 seconds';
