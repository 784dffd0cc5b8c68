-- @version 17
-- @table shop.orders 4000000 900000000
-- @before
create schema shop;
create table shop.orders (id uuid, line integer, primary key (id, line));
-- @migration 2
-- @finds id of shop.orders is random by gen_random_uuid()
alter table shop.orders alter column id set default gen_random_uuid();
