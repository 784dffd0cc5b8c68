do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema shop;
create table shop.orders (id bigint primary key);
-- @finds ALL on the table shop.orders gives shop_app more than any application needs: TRUNCATE, REFERENCES and TRIGGER
grant all on shop.orders to shop_app;
-- @finds INSERT, UPDATE is granted on all there is in the schema shop
grant insert, update on all tables in schema shop to shop_app;
-- @finds shop_app may pass on what is granted here
grant select on shop.orders to shop_app with grant option;
-- @finds Every role of the server, those of the future too, gets all privileges on each table made from now on
alter default privileges in schema shop grant all on tables to public;
-- @finds ALL on the schema shop gives shop_app more
grant all on schema shop to shop_app;
