-- @before
create table orders (id integer primary key, total integer);
-- @migration 2
-- @finds Changing id of public.orders from integer to bigint
alter table orders alter column id type bigint;
