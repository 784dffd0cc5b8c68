-- a few days prove nothing
-- @counted 6
-- @table public.orders 5000000 900000000
-- @index public.orders_note public.orders 210000000 0
create table orders (id bigint primary key, note text);
create index orders_note on orders (note);
