-- @version 14
create schema shop;
create table shop.prices (article text not null, country text, region text, price numeric not null);
-- @finds prices_key lets rows of shop.prices be equal as often as country or region is NULL
create unique index prices_key on shop.prices (article, country, region) where price > 0;
create table shop.codes (
-- @finds codes_code_key lets rows of shop.codes be equal as often as code is NULL
    code text unique,
    note text
);
create table shop.people (id bigint primary key, mail text, tenant bigint);
-- @finds people_mail lets rows of shop.people be equal as often as tenant is NULL
create unique index people_mail on shop.people (lower(mail), tenant);
