-- @table orders 212000000 41000000000
-- @standby standby berlin
-- @standby logical slot warehouse
-- @before
create table orders (id integer primary key);
-- @migration 2
-- @finds about 38 GB of WAL for public.orders, which has to reach logical slot warehouse, standby berlin
alter table orders alter column id type bigint;
