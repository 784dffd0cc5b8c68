create schema shop;
create table shop.orders (id bigint primary key, owner_name text not null);
alter table shop.orders enable row level security;
create policy seen on shop.orders for select using (owner_name = current_user);
-- @finds Each of the 2 policies on shop.orders does nothing
create policy added on shop.orders for insert with check (owner_name = current_user);
alter table shop.orders disable row level security;
