-- @table public.readings 900000000 90000000000 20 4000
-- @use public.readings 3 900 9000 900000000 0 1000 0
-- @column public.readings at 0 -0.9 0.9999 8
-- @index public.readings_at public.readings 19000000000 9000
-- @query report.sql:3: select avg(value) from readings where at >= $1 and at < $2
create table readings (id bigint primary key, at timestamptz not null, value float8 not null);
-- @finds readings_at of readings (18 GB) holds each at of rows that lie in its order anyway, and report.sql:3 only asks for ranges of it
create index readings_at on readings (at);
