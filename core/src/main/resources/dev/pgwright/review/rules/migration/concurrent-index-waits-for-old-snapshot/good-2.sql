-- @holder 5400 snapshot visits session 88 of reports, active
-- @before
create table orders (id bigint primary key, at date);
create table visits (id bigint primary key);
create index orders_at on orders (at);
-- @migration 2
drop index concurrently orders_at;
create index orders_at on orders (at);
