-- @unfixed refused beside a default partition
-- @before
create schema sales;
create table sales.orders (region text) partition by list (region);
create table sales.west partition of sales.orders for values in ('west');
create table sales.rest partition of sales.orders default;
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table sales.orders
-- @finds Detaching sales.west
    detach partition sales.west;
