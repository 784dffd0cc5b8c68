-- @holder 340 none orders:w session 4711 of app, idle in transaction
-- @before
create table orders (id bigint primary key);
-- @migration 2
-- @finds public.orders is held by session 4711 of app, idle in transaction for 6 min: this would wait
alter table orders add column note text;
alter table orders add column colour text;
