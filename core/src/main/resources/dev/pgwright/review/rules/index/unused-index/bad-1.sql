-- @counted 92
-- @table public.orders 5000000 900000000
-- @index public.orders_note public.orders 210000000 0
-- @index public.orders_state public.orders 80000000 41000 7000000
create table orders (id bigint primary key, state text not null, note text);
-- @finds orders_note of orders (200 MB) has not been scanned for 92 days
create index orders_note on orders (note);
-- @finds orders_state of orders (76 MB) has not been scanned for 81 days
create index orders_state on orders (state);
