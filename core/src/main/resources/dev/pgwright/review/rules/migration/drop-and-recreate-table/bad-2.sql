create schema "Shop";
drop table if exists "Shop"."Cart", parcels cascade;
create table "Shop".goods (id bigint primary key);
-- @finds Table Shop.Cart
create table if not exists "Shop"."Cart" (id bigint primary key);
