-- rows change all the time, so that index-only scans look at the table anyway
-- @table public.lines 50000000 9000000000 900 3000
-- @use public.lines 0 0 90000 50000000 90000000 0 0 0.2
-- @column public.lines order_id 0 1000000
-- @column public.lines total 0 90000 0.1 6
-- @query lines.sql:4: select sum(total) from lines where order_id = $1
-- @calls 300
create table lines (id bigint primary key, order_id bigint not null, total numeric(12, 2) not null);
create index lines_order on lines (order_id);
