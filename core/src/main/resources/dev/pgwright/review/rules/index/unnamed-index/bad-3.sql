-- @unfixed PostgreSQL makes the name of an expression
create schema shop;
create table shop.customers (id bigint primary key, email text);
-- @finds The index of shop.customers has the name
create unique index on shop.customers (lower(email));
