-- @before
create schema stock;
create table stock.articles (article_code varchar(20), label text, price numeric, weight numeric);
-- @migration 2
alter table stock.articles
-- @finds The key of stock.articles is article_code
    add primary key (article_code);
create table stock.shelves (id bigint primary key, article_code varchar(20) references stock.articles);
