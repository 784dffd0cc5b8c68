-- @before
create schema shop;
create table shop.lines (order_id bigint not null, article text not null, position int not null);
-- @migration 2
-- @finds The primary key of shop.lines (order_id, position) does not stand
alter table shop.lines add primary key (order_id, position);
