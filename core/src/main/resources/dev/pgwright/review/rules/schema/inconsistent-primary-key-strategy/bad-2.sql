-- @limit least-tables 2
create schema shop;
create table shop.lines (id bigserial primary key);
create table shop.orders (
-- @finds shop.orders.id is a key by uuid; the schema has keys of all kinds: 1 bigint serial, 1 uuid
    id uuid primary key
);
