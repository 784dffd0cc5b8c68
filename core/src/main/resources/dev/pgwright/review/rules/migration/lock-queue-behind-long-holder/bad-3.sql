-- @holder 3600 none orders prepared transaction 'nightly' of app
-- @before
create table orders (id bigint primary key);
create table lines (id bigint primary key, order_id bigint);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds this would end by its lock_timeout
alter table orders rename to sales;
