-- @version 14
-- @before
create schema shop;
create function shop.next_code() returns text language sql volatile as $$ select md5(random()::text) $$;
create table shop.vouchers (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds next_code()
alter table shop.vouchers add column code text default shop.next_code();
