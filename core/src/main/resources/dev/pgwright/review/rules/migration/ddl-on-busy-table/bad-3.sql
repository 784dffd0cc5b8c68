-- @table orders 50000 9000000 812 96
-- @table lines 900000 90000000 200 300
-- @before
create table orders (id bigint primary key);
create table lines (id bigint primary key, order_id bigint);
-- @migration 2
-- @finds public.orders
alter table orders add column note text;
-- the referenced table is locked as well, and both are held against writes
-- @finds SHARE ROW EXCLUSIVE on public.lines stops 300 written rows a second
alter table lines add foreign key (order_id) references orders not valid;
