-- @version 16
-- @before
create table votes (id bigint primary key, poll_id bigint);
-- @migration 2
begin;
set local statement_timeout = '5s';
alter table votes add column cast_at timestamptz;
commit;
create index concurrently votes_poll on votes (poll_id);
