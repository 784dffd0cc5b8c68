do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
-- @finds The schema shop belongs to shop_owner, but its tables to the database's owner
create schema shop authorization shop_owner;
create table shop.orders (id bigint primary key);
create table shop.lines (id bigint primary key);
