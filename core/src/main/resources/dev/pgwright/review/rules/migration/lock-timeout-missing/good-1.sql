-- @before
create table visits (id bigint primary key, note text);
-- @migration 2 transaction
set local lock_timeout = '3s';
alter table visits add column duration interval;
