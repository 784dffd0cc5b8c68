-- @holder 5 snapshot orders:w session 88 of app, active
-- @holder 5400 none visits:w session 89 of app, idle in transaction
-- @before
create table orders (id bigint primary key, at date);
create table visits (id bigint primary key);
-- @migration 2
create index concurrently orders_at on orders (at);
