-- @table public.events 40000000 8000000000
-- @table public.colours 12 8192
-- @query feed.sql:1: select id from events where published_at is not null order by published_at limit 20
-- a range of another column may leave few rows
-- @query feed.sql:2: select id from events where seen_at > $1 order by title limit 20
-- @query feed.sql:3: select id from colours order by name limit 5
-- @query feed.sql:4: select e.id from events e join colours c on c.id = e.colour_id order by e.title limit 5
-- nobody knows how many rows that leaves
-- @query feed.sql:5: select id from events where lower(title) = $1 order by seen_at limit 5
create table colours (id int primary key, name text not null);
create table events (
    id bigint primary key,
    colour_id int not null,
    title text not null,
    seen_at timestamptz not null,
    published_at timestamptz
);
create index events_published on events (published_at) where published_at is not null;
create index events_seen on events (seen_at);
