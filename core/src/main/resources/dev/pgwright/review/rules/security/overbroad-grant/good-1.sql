do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema shop;
create table shop.orders (id bigint generated always as identity primary key, total numeric);
grant usage on schema shop to shop_app;
grant select, insert, update (total) on shop.orders to shop_app;
grant select on all tables in schema shop to shop_app;
grant usage, select on all sequences in schema shop to shop_app;
alter default privileges in schema shop grant select on tables to shop_app;
