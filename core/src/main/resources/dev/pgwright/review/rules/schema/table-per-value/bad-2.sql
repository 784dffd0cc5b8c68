create schema shop;
create table shop.prices_eu (article bigint primary key, price numeric(10, 2) not null);
create table shop.prices_apac (article bigint primary key, price numeric(10, 2) not null);
-- @finds shop.prices_us has the columns of shop.prices_apac, shop.prices_eu
create table shop.prices_us (article bigint primary key, price numeric(10, 2) not null);
create table shop."Tenant1Visits" (id bigint primary key, at timestamptz);
-- @finds shop.Tenant2Visits has the columns of shop.Tenant1Visits
create table shop."Tenant2Visits" (id bigint primary key, at timestamptz);
