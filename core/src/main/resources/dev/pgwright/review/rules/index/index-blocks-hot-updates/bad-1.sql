-- @table public.sessions 400000 90000000
-- @use public.sessions 0 0 90000 400000 9000000 380000 200000
-- @query app.sql:9: update sessions set seen_at = now() where id = $1
-- @calls 80
create table sessions (id bigint primary key, user_id bigint not null, seen_at timestamptz not null);
create index sessions_user on sessions (user_id);
-- @finds Only 2.2 % of the updates of sessions are HOT, and seen_at, which app.sql:9 (80 calls/s) sets, is in sessions_seen
create index sessions_seen on sessions (seen_at);
