-- @words key-types bigint, uuid
create schema shop;
create domain shop.number as integer;
create table shop.customers (
-- @finds id is integer (by the domain number), which is not on the list of types for primary keys
    id shop.number primary key,
    age integer
);
create table shop.orders (
    customer_id bigint,
-- @finds line is smallint, which is not on the list
    line smallint,
    primary key (customer_id, line)
);
