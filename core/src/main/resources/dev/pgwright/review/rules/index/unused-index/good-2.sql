-- @counted 92
-- @table public.orders 5000000 900000000
-- @index public.orders_customer public.orders 110000000 0
-- @index public.orders_key public.orders 110000000 0
-- @index public.orders_note public.orders 210000000 3 90000
-- @index public.orders_tiny public.orders 16384 0
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers, code text not null, note text);
-- checks of the foreign key need it
create index orders_customer on orders (customer_id);
-- it keeps codes apart, whoever reads it
create unique index orders_key on orders (code);
-- scanned yesterday
create index orders_note on orders (note);
create index orders_tiny on orders (code) where note = 'x';
