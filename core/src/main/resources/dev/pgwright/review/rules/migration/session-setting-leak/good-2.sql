-- @before
create table desks (id bigint primary key);
-- @migration 2
set session_replication_role = replica;
set lock_timeout = '3s';
update desks set id = 2 where id = 1;
set session_replication_role = origin;
set lock_timeout to default;
set search_path = public;
discard all;
