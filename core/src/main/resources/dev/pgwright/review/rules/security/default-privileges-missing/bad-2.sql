do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema shop;
create schema other;
-- @finds Privileges on shop.orders were granted by hand
create table shop.orders (id bigint primary key, note text);
grant update (note) on shop.orders to shop_app;
alter default privileges in schema other grant select on tables to shop_app;
alter default privileges in schema shop grant usage on sequences to shop_app;
