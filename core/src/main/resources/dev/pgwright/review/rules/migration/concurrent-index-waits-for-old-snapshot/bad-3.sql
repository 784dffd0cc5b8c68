-- @holder 600 none orders session 7 of reports, idle in transaction
-- @before
create table orders (id bigint primary key, at date);
create index orders_at on orders (at);
-- @migration 2
-- @finds uses the table
drop index concurrently orders_at;
