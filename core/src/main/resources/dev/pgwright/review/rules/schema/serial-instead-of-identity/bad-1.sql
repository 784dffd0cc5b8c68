create table customers (
-- @finds id of customers takes its numbers from a sequence by a default
    id bigserial primary key,
    name text not null
);
create schema shop;
create sequence shop.order_numbers start 1000;
create table shop.orders (
    id bigint generated always as identity primary key,
-- @finds number of shop.orders takes its numbers
    number integer not null default nextval('shop.order_numbers')
);
