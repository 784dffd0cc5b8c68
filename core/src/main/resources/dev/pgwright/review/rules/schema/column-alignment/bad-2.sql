-- @limit wasted-bytes 4
create schema shop;
create type shop.size as enum ('s', 'm', 'l');
-- @finds shop.articles
create table shop.articles (
    name text not null,
    id bigint not null primary key,
    short text,
    made timestamptz,
    size shop.size
);
