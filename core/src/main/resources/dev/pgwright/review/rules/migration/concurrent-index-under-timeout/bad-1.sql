-- @before
create table votes (id bigint primary key, poll_id bigint);
-- @migration 2
set statement_timeout = '30s';
-- @finds statement_timeout = 30s
create index concurrently votes_poll on votes (poll_id);
