-- @drifted
-- @says The database has no table public.orders index orders_total, which its applied migrations make
-- @says The database has table public.orders column total with not null false, and its applied migrations make it with true
-- @says The database has table public.orders index orders_note, which none of its applied migrations makes
-- @before
create table orders (id bigint primary key, total numeric(12, 2) not null, note varchar(80));
create index orders_total on orders (total);
-- @migration by-hand
create index orders_note on orders (note);
drop index orders_total;
alter table orders alter column total drop not null;
