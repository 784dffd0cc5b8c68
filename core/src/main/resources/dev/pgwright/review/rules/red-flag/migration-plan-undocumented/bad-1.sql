-- @before
create table orders (id bigint primary key, total int not null, note text);
-- @table public.orders 212000000 40000000000
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds No plan says of this migration: duration, locks, order, recovery; it has errors of
alter table orders alter column total type bigint;
