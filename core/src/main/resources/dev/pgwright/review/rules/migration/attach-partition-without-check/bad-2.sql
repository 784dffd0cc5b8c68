-- @before
create schema sales;
create table sales.orders (region text not null, total numeric) partition by list (region);
create table sales.west (region text not null, total numeric);
alter table sales.west add constraint west_only check (region = 'west') not valid;
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds reads every row
alter table sales.orders attach partition sales.west for values in ('west');
