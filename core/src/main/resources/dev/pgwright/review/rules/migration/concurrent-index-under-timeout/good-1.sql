-- @before
create table votes (id bigint primary key, poll_id bigint);
-- @migration 2
set lock_timeout = '2s';
alter table votes add column cast_at timestamptz;
set statement_timeout = 0;
drop index concurrently if exists votes_poll;
create index concurrently votes_poll on votes (poll_id);
-- @migration 3
set lock_timeout = '10min';
create index concurrently votes_cast_at on votes (cast_at);
