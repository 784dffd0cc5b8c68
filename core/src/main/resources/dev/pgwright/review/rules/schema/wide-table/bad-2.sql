-- @limit max-columns 3
create schema shop;
-- @finds shop.orders has 4 columns, more than 3
create table shop.orders (id bigint primary key, placed_at timestamptz not null, note text);
alter table shop.orders add column state text;
