-- @table public.events 40000000 8000000000
-- @query feed.sql:1: select id, title from events order by published_at desc, id desc limit 20
-- @calls 3
-- @says feed.sql:1 (3.0 calls/s) sorts about 40 M rows of events (40 M rows) for a page in the order of published_at, id, which no index gives
create table events (id bigint primary key, title text not null, published_at timestamptz not null);
