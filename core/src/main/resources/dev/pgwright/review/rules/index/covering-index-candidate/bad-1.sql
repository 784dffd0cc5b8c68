-- @table public.lines 50000000 9000000000 900 30
-- @use public.lines 0 0 90000 50000000 0 0 0 0.99
-- @column public.lines order_id 0 1000000
-- @column public.lines total 0 90000 0.1 6
-- @query lines.sql:4: select sum(total) from lines where order_id = $1
-- @calls 300
-- @says lines.sql:4 (300 calls/s) finds about 50 rows of lines (50 M rows) by lines_order and reads each from the table for total
create table lines (id bigint primary key, order_id bigint not null, total numeric(12, 2) not null, note text);
create index lines_order on lines (order_id);
