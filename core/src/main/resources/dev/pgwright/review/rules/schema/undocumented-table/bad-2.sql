create schema shop;
-- @finds Nothing says what a row of shop.prices is
create table shop.prices (id bigint primary key, price numeric not null);
comment on table shop.prices is 'one row for each article and country';
comment on table shop.prices is null;
-- @finds Nothing says what a row of shop.means is
create materialized view shop.means as select avg(price) as mean from shop.prices;
