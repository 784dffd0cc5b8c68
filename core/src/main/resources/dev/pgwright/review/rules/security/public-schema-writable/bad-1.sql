create schema shop;
create table shop.orders (id bigint primary key);
-- @finds Every role may create objects in the schema shop, where others then find them by their search_path
grant create, usage on schema shop to public;
