-- @table orders 212000000 41000000000
-- @index other.orders_at other.orders 4000000000 55
-- @before
create schema other;
create table other.orders (id bigint primary key, at date);
create index orders_at on other.orders (at);
create table orders (id bigint primary key, at date);
-- @migration 2
create index orders_at on orders (at);
drop index orders_at;
