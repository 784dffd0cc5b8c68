-- @before
create table visits (id bigint primary key, note text);
-- @migration 2 transaction
set local statement_timeout = '10s';
-- 0 waits for ever
set local lock_timeout = 0;
-- @finds visits
alter table visits drop column note;
