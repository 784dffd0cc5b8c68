-- @before
create schema shop;
create table shop.prices (article text not null, valid_from date not null, price numeric);
-- @migration 2
-- @finds prices_key identifies the rows of shop.prices by article, valid_from
create unique index prices_key on shop.prices (article, valid_from) include (price);
