-- @unfixed it has to come out of its transaction first
-- @before
create table votes (id bigint primary key, poll_id bigint);
-- @migration 2 transaction
set local statement_timeout = '30s';
-- @fails 25001
-- @finds statement_timeout = 30s
create index concurrently votes_poll on votes (poll_id);
