-- @table public.tickets 7000000 900000000
-- @query desk.sql:1: select id, title from tickets where assignee_id = $1
-- @calls 9
-- @says desk.sql:1 (9.0 calls/s) looks for rows of tickets (7.0 M rows) by assignee_id, but tickets_open has only those with closed_at IS NULL, which the query does not demand: all 7.0 M rows are read
create table tickets (id bigint primary key, assignee_id bigint not null, title text not null, closed_at timestamptz);
create index tickets_open on tickets (assignee_id) where closed_at is null;
