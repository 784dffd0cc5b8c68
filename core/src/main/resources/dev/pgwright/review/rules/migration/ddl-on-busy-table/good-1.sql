-- @table orders 50000 9000000 812 96
-- @before
create table orders (id bigint primary key);
-- @migration 2
set lock_timeout = '500ms';
alter table orders add column note text;
