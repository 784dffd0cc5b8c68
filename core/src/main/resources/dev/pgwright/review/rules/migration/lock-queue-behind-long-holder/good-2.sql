-- @holder 340 none orders:w session 4711 of app, idle in transaction
-- @before
create table orders (id bigint primary key, note text);
create table lines (id bigint primary key);
-- @migration 2
alter table lines add column note text;
update orders set note = '' where id = 1;
create index concurrently orders_note on orders (note);
