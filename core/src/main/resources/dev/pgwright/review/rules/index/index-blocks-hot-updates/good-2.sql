-- @table public.sessions 400000 90000000
-- @use public.sessions 0 0 90000 400000 9000000 380000 200000
-- pages without room, and not an index, are the reason
-- @query app.sql:9: update sessions set seen_at = now() where id = $1
-- @query app.sql:12: select id from sessions where user_id = $1
create table sessions (id bigint primary key, user_id bigint not null, seen_at timestamptz not null);
create index sessions_user on sessions (user_id);
-- a summary of pages
create index sessions_seen on sessions using brin (seen_at);
