-- @holder 600 none Shop.Order:w prepared transaction 'import' of app
-- @before
create schema "Shop";
create table "Shop"."Order" (id bigint primary key, at date);
create index "byDate" on "Shop"."Order" (at);
-- @migration 2
-- @finds prepared transaction 'import' of app, open for 10 min, which uses the table
reindex index concurrently "Shop"."byDate";
