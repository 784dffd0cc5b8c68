do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema shop;
create table shop.orders (id bigint primary key, buyer text not null);
alter table shop.orders enable row level security;
create policy read_all on shop.orders for select using (true);
-- @finds The policy add lets shop_app add any row of shop.orders
create policy add on shop.orders for insert to shop_app with check (1 = 1);
-- @finds The policy edit lets shop_app change every row of shop.orders
create policy edit on shop.orders for update to shop_app using (true or buyer = current_user) with check (buyer <> '');
