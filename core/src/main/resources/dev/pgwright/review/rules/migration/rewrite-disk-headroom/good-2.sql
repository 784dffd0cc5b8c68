-- @table orders 20000 4000000
-- @before
create table orders (id integer primary key);
-- @migration 2
alter table orders alter column id type bigint;
