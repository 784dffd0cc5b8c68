-- other types, no such table, two that it could be
create schema a;
create schema b;
create table a.users (id bigint primary key);
create table b.users (id bigint primary key);
create table customers (id uuid primary key);
create table orders (id bigint primary key, customer_id bigint, user_id bigint, device_id bigint, valid boolean, paid text);
