-- @table public.lines 50000000 9000000000 900 30
-- @use public.lines 0 0 90000 50000000 0 0 0 0.99
-- @column public.lines order_id 0 1000000
-- @column public.lines parcel_id 0 -0.9
-- @column public.lines total 0 90000 0.1 6
-- @column public.lines note 0 -0.9 0.1 200
-- it has the column already
-- @query lines.sql:4: select sum(total) from lines where order_id = $1
-- @calls 300
-- a row or two
-- @query lines.sql:5: select total from lines where parcel_id = $1
-- @calls 300
-- too wide, and all of it
-- @query lines.sql:6: select note from lines where order_id = $1
-- @calls 300
-- @query lines.sql:7: select * from lines where order_id = $1
-- @calls 300
create table lines (id bigint primary key, order_id bigint not null, parcel_id bigint not null, total numeric(12, 2) not null, note text);
create index lines_order on lines (order_id) include (total);
create index lines_parcel on lines (parcel_id);
