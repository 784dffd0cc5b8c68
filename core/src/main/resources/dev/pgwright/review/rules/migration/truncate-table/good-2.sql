-- @before
create table sessions (id bigint primary key, started_at timestamptz);
-- @migration 2
create temporary table staged (like sessions);
truncate staged;
truncate pg_temp.staged;
delete from sessions where id between 1 and 1000;
