create schema shop;
create table shop.articles (
    id bigint primary key,
    shop_id bigint not null,
    code text not null,
    is_deleted boolean not null default false
);
-- @finds A deleted row of shop.articles keeps its shop_id, code
create unique index articles_code on shop.articles (shop_id, code);
-- @finds A deleted row of shop.articles keeps the key of articles_lower
create unique index articles_lower on shop.articles (lower(code));
