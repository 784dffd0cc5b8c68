-- @before
create schema sales;
create table sales.orders (region text, total numeric) partition by list (region);
create table sales.orders_other partition of sales.orders default;
alter table sales.orders_other add constraint other_not_east check (region <> 'east');
create table sales.orders_west (region text check (region = 'west'), total numeric);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table sales.orders
-- @finds sales.orders_other
    attach partition sales.orders_west for values in ('west');
