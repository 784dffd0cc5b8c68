-- @holder 5400 snapshot visits session 88 of reports, active
-- @before
create table orders (id bigint primary key, at date);
create table visits (id bigint primary key);
-- @migration 2
-- @finds session 88 of reports, active, open for 90 min, which has an older snapshot
create index concurrently orders_at on orders (at);
