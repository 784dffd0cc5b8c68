-- @before
create schema shop;
create table shop.articles (id bigint primary key, image_0 bigint, image_1 bigint);
-- @migration 2
alter table shop.articles
    add column tag1 text,
-- @finds shop.articles has 3 columns image_0 to image_2
    add column image_2 bigint;
