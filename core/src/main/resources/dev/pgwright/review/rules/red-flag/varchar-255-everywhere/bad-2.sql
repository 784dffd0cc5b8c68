create schema shop;
create table shop.articles (
    id bigint primary key,
-- @finds shop.articles has 5 columns of varchar(100)
    name varchar(100),
    maker varchar(100),
    colour varchar(100),
    size varchar(100),
    origin varchar(100)
);
