-- markdown: # Decisions
-- markdown: `shop.carts` was dropped in 2025: see `shop.orders`.
-- markdown: | what | where |
-- markdown: | --- | --- |
-- markdown: | the amount | `orders.total`, `shop.orders.total`, `total` |
-- markdown: | its index | `shop.orders_total` |
-- markdown: | the states | `shop.state` |
-- markdown: ```
-- markdown: | `shop.former` |
-- markdown: ```
create schema shop;
create type shop.state as enum ('open', 'paid');
create table shop.orders (id bigint primary key, total numeric(12, 2) not null, state shop.state not null);
create index orders_total on shop.orders (total);
