-- @table public.orders 5000000 400000000
-- @use public.orders 0 0 900 10 10 0 0 1 1300000000
-- @index public.orders_note public.orders 800000000 12
-- @index public.orders_pkey public.orders 110000000 900
-- @finds The indexes of orders take 1.2 GB, the table 381 MB; the largest: orders_note 763 MB, orders_pkey 105 MB
create table orders (id bigint primary key, note text);
create index orders_note on orders (note);
