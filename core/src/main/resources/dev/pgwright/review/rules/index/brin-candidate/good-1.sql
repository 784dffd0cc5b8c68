-- @table public.readings 900000000 90000000000 20 4000
-- @use public.readings 3 900 9000 900000000 0 1000 0
-- @column public.readings at 0 -0.9 0.9999 8
-- @column public.readings seen 0 -0.9 0.2 8
-- @query report.sql:3: select avg(value) from readings where at >= $1 and at < $2
-- an order needs a b-tree
-- @query report.sql:4: select value from readings where at >= $1 order by at limit 1
-- not in the order of the rows
-- @query report.sql:5: select value from readings where seen >= $1 and seen < $2
create table readings (id bigint primary key, at timestamptz not null, seen timestamptz not null, value float8 not null);
create index readings_at on readings (at);
create index readings_seen on readings (seen);
