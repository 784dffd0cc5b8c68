-- @table Shop.Orders 90000000 20000000000
-- @before
create schema "Shop";
create table "Shop"."Orders" (id bigint primary key, email text);
-- @migration 2
-- @finds Shop.Orders
alter table "Shop"."Orders" add constraint orders_email_key unique (email);
