-- @before
create schema "Poll";
create table "Poll"."Vote" (id bigint primary key, poll_id bigint);
create index "Vote_poll" on "Poll"."Vote" (poll_id);
-- @migration 2
select set_config('transaction_timeout', '5min', false);
set lock_timeout to '2s';
-- @finds transaction_timeout = 5min
reindex index concurrently "Poll"."Vote_poll";
reset transaction_timeout;
-- @finds lock_timeout = 2s
drop index concurrently "Poll"."Vote_poll";
