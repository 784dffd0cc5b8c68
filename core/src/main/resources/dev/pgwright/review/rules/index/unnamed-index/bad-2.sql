create schema shop;
create table shop.customers (id bigint primary key, email text);
-- @finds The index of shop.customers has the name
create index concurrently on shop.customers (email) include (id);
