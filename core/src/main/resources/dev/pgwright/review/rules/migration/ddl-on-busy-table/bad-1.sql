-- @table orders 50000 9000000 812 96
-- @before
create table orders (id bigint primary key);
-- @migration 2
-- @finds ACCESS EXCLUSIVE on public.orders stops 812 reads and 96 written rows a second
alter table orders add column note text;
alter table orders add column colour text;
