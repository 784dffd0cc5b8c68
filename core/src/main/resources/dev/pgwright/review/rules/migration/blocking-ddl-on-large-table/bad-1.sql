-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, total numeric(10, 2));
-- @migration 2
-- @finds rewrites public.orders (212 M rows, 38 GB) and blocks reads and writes
alter table orders alter column total type numeric(12, 4);
