-- @before
create schema shop;
create table shop.orders (id bigint primary key, tenant int not null);
create policy own on shop.orders using (id > 0);
-- @migration 1
alter table shop.orders enable row level security;
-- @finds Rows of shop.orders that could be added so far no longer can where closed does not hold
create policy closed on shop.orders as restrictive for insert with check (tenant = 1);
