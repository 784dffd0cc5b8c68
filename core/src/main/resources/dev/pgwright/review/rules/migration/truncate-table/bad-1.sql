-- @before
create table sessions (id bigint primary key, started_at timestamptz);
-- @migration 2
-- @finds public.sessions
truncate table sessions;
