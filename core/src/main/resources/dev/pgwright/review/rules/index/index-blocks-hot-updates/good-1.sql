-- most are HOT
-- @table public.sessions 400000 90000000
-- @use public.sessions 0 0 90000 400000 9000000 380000 8000000
-- @query app.sql:9: update sessions set seen_at = now() where id = $1
create table sessions (id bigint primary key, user_id bigint not null, seen_at timestamptz not null);
create index sessions_seen on sessions (seen_at);
