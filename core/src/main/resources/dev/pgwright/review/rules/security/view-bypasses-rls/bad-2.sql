-- @version 14
create schema shop;
create table shop.orders (id bigint primary key, buyer text not null);
alter table shop.orders enable row level security;
create policy own on shop.orders using (buyer = current_user);
-- @finds The materialized view shop.totals shows rows of shop.orders to everybody
create materialized view shop.totals as select buyer, count(*) as orders from shop.orders group by buyer;
grant usage on schema shop to public;
grant select on shop.totals to public;
