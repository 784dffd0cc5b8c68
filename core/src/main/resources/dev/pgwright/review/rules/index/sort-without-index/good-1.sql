-- @table public.events 40000000 8000000000
-- @column public.events owner_id 0 4000000
-- @column public.events kind 0 4
-- by the primary key, read backwards
-- @query feed.sql:1: select id, title from events order by id desc limit 20
-- ten rows of each owner are sorted
-- @query feed.sql:2: select id from events where owner_id = $1 order by title limit 20
-- in the order of the index behind what is fixed; the rest is sorted in small parts
-- @query feed.sql:3: select id from events where kind = $1 order by published_at desc, id limit 20
-- all rows are wanted
-- @query feed.sql:4: select id from events order by title
-- one row of each
-- @query feed.sql:5: select kind, count(*) as n from events group by kind order by n desc limit 3
create table events (
    id bigint primary key,
    owner_id bigint not null,
    kind text not null,
    title text not null,
    published_at timestamptz not null
);
create index events_owner on events (owner_id);
create index events_kind on events (kind, published_at);
