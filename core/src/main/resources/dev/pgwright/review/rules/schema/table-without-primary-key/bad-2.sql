create schema shop;
-- @finds shop.prices has no primary key
create table shop.prices (sku text, valid_from date, price numeric, unique (sku, valid_from));
create table shop.skus (sku text constraint skus_key primary key);
alter table shop.skus drop constraint skus_key;
-- @finds shop.articles has no primary key and no index at all
alter table shop.skus rename to articles;
