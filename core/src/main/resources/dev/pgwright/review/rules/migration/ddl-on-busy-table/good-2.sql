-- @table orders 50000 9000000 812 96
-- @table reports 50000 9000000 900 0
-- @table quiet 50000 9000000 3 2
-- @before
create table orders (id bigint primary key, at date);
create table reports (id bigint primary key, at date);
create table quiet (id bigint primary key);
-- @migration 2
create index concurrently orders_at on orders (at);
alter table quiet add column note text;
-- readers go on
create index on reports (at);
