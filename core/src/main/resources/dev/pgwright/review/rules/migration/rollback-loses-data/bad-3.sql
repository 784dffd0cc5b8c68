-- @before
create table orders (id bigint primary key, total numeric(14,4), state text, code varchar(20), placed timestamptz, n int);
-- @migration 2
-- @finds gives total of public.orders its type again, but not what its values lose here
alter table orders alter column total type numeric(12,2);
-- @finds The way back changes code of public.orders from text to varchar(20): longer texts are cut off
alter table orders alter column code type text;
-- @finds from bigint to integer: values outside of its range make it fail
alter table orders alter n type bigint;
-- @finds does not bring back the values of state of public.orders that are overwritten here
update orders set state = lower(state), n = 0 where state is not null and n is null;
-- @down
alter table orders alter column total type numeric(14,4), alter column code type varchar(20) using code::varchar(20);
alter table public.orders alter n type int;
