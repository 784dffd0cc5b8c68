-- @words collations de-x-icu
create schema shop;
-- @finds The collation of the domain shop.label is POSIX, not the database's and none of de-x-icu
create domain shop.label as text collate "POSIX";
create table shop.articles (id bigint primary key, name text collate "de-x-icu");
alter table shop.articles
-- @finds The collation of sku is C
    add column sku text collate "C";
