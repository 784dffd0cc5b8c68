-- @before
create schema "Shop";
create table "Shop"."Cart" (id bigint primary key, "Coupon Code" text, memo text);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table if exists only "Shop"."Cart"
    add column voucher uuid,
-- @finds Coupon Code of Shop.Cart
    drop column if exists "Coupon Code",
-- @finds Column memo
    drop memo cascade;
