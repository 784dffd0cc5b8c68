-- @before
create schema "Shop";
create table "Shop"."Cart" (id bigint primary key);
-- @migration 2 transaction
create table scratch (id bigint primary key);
truncate scratch,
-- @finds Shop.Cart
    only "Shop"."Cart" restart identity;
