-- @table shop.Review 9000000 3000000000 10 7
-- @column shop.Review product_id 0 1000
-- @table shop.review 100 8192
-- @query queryid 9: select "Id", stars from shop."Review" where product_id = $1 order by stars desc nulls last, "Id" limit $2
create schema shop;
-- @says queryid 9 sorts about 9.0 k rows of shop.Review (9.0 M rows) for a page in the order of stars, Id
create table shop."Review" ("Id" bigint primary key, product_id bigint not null, stars int, written date);
create index reviews_product on shop."Review" (product_id, written);
-- nulls come last here, too, but as read backwards first
create index reviews_stars on shop."Review" (product_id, stars);
