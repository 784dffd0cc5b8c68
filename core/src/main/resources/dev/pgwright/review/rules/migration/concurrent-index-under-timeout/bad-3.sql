-- @before
create table votes (id bigint primary key, poll_id bigint, cast_at timestamptz);
-- @migration 2
SET lock_timeout = '2s';
SET statement_timeout = 30000;
ALTER TABLE votes ADD COLUMN spoilt boolean;
-- for the count
-- @finds statement_timeout = 30000
CREATE INDEX CONCURRENTLY votes_poll ON votes (poll_id); -- ticket 7
-- @finds statement_timeout = 30000
CREATE INDEX CONCURRENTLY votes_cast_at ON votes (cast_at);
ALTER TABLE votes ADD COLUMN late boolean;
RESET statement_timeout;
-- @finds lock_timeout = 2s
DROP INDEX CONCURRENTLY votes_cast_at;
