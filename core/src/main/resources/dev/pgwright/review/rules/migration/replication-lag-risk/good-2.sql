-- nobody receives anything
-- @table orders 212000000 41000000000
-- @before
create table orders (id integer primary key);
-- @migration 2
alter table orders alter column id type bigint;
