-- @before
create domain amount as numeric check (value >= 0);
create domain price as amount;
create domain "netPrice" as price;
create schema shop;
create table shop.offers (id bigint primary key, net "netPrice" not null);
create table shop.notes (id bigint primary key, price text);
-- @table shop.offers 2000000 300000000
-- @migration 2
-- @finds reads every row of shop.offers and keeps writes out of it
alter domain amount add constraint amount_limit check (value < 1000000);
