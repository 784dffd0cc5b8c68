-- @table orders 5 8192 0 0 shop_owner
-- @role app_migrator readers
-- @before
create table orders (id bigint primary key);
-- @migration 2
-- @finds public.orders belongs to shop_owner, but app_migrator runs this
alter table orders add column note text;
