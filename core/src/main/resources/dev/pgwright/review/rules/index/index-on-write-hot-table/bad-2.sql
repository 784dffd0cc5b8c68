-- @before
create schema app;
create table app."Session" (id bigint primary key, seen timestamptz not null);
-- @table app.Session 400000 90000000 20 350
-- @use app.Session 0 0 90000 400000 9000000 380000 8500000
-- @migration V2
-- @finds most of its updates are HOT so far
create index concurrently session_seen on app."Session" (seen);
