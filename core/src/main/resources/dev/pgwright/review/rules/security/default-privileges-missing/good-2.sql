do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema shop;
create table shop.orders (id bigint primary key);
create table shop.lines (id bigint primary key);
grant select on shop.orders to shop_app;
revoke select on shop.orders from shop_app;
