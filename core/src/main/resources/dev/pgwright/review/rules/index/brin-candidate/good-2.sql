-- rows are changed, which moves them
-- @table public.orders 90000000 9000000000 20 400
-- @use public.orders 3 900 9000 90000000 80000000 0 0
-- @column public.orders placed 0 -0.9 0.999 8
-- @query report.sql:3: select count(*) from orders where placed >= $1
-- no query is known
-- @table public.events 90000000 9000000000 20 400
-- @use public.events 3 900 9000 90000000 0 0 0
-- @column public.events at 0 -0.9 0.999 8
create table orders (id bigint primary key, placed timestamptz not null);
create index orders_placed on orders (placed);
create table events (id bigint primary key, at timestamptz not null);
create index events_at on events (at);
