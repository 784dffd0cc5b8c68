create schema shop;
create table shop.orders (id bigint primary key, buyer text not null);
alter table shop.orders enable row level security;
-- @finds The policy nothing on shop.orders has no condition, and so lets no row through
create policy nothing on shop.orders for insert;
-- @finds The policy edit lets rows of shop.orders be changed, but none lets them be read
create policy edit on shop.orders for update using (buyer = current_user);
