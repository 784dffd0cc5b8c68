-- @table Shop.Visit 9000000 90000000 5 400
-- @before
create schema "Shop";
create table "Shop"."Visit" (id bigint primary key, at timestamptz);
-- @migration 2
set lock_timeout = '1s';
-- a timeout does not shorten the build
-- @finds stops 400 written rows a second
create index on "Shop"."Visit" (at);
