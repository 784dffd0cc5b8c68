-- markdown: | table | rows |
-- markdown: | --- | --- |
-- markdown: | `shop.orders` | 5 M |
-- @finds ARCHITECTURE.md speaks of shop.carts, which is not in the schema
-- markdown: | `shop.carts` | 2 M |
create schema shop;
create table shop.orders (id bigint primary key);
create table shop.baskets (id bigint primary key);
