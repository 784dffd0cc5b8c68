do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create schema shop authorization shop_owner;
create table shop.orders (id bigint primary key);
create table shop.lines (id bigint primary key);
alter table shop.orders owner to shop_owner;
alter table shop.lines owner to shop_owner;
create table public.settings (id bigint primary key);
