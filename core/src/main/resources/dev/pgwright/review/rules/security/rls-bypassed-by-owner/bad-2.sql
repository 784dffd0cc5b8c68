-- @words application-roles shop_app
do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
do $$ begin create role shop_reader; exception when duplicate_object then null; end $$;
create schema shop;
create table shop.orders (id bigint primary key, tenant int not null);
alter table shop.orders owner to shop_app;
grant select on shop.orders to shop_reader;
-- @finds The application logs in as shop_app, which owns shop.orders, and policies do not bind an owner
alter table shop.orders enable row level security;
create policy tenant on shop.orders using (tenant = 1);
