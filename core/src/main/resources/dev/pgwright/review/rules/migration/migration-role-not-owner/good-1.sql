-- @table orders 5 8192 0 0 shop_owner
-- @role app_migrator shop_owner,readers
-- @before
create table orders (id bigint primary key);
create table visits (id bigint primary key);
-- @migration 2
alter table orders add column note text;
-- of visits nobody knows the owner
alter table visits add column note text;
