-- @table shop.Items 2000000 400000000
-- @column shop.Items Brand 0 1000 0.1 12
-- @column shop.Items model 0 20000 0.1 12
-- @column shop.Items price 0 900 0.1 8
-- @query shop.sql:9: select id from shop."Items" where "Brand" = $1 and model = $2 and price > $3
-- @counts 100 9000 3 10000 90000 0 0.1
create schema shop;
create table shop."Items" (id bigint primary key, "Brand" text not null, model text not null, price numeric(12, 2));
-- what there is tells of others
create statistics shop.items_price on price, model from shop."Items";
create statistics shop.items_lower on lower(model), price from shop."Items";
-- @says shop.sql:9 (10 % of the time) gives 100 rows a call for Brand and model of shop.Items; were they independent, no values of them would have more than 1 row
