-- @before
create table crews (id bigint primary key, old_name text);
-- @migration 2 transaction
alter table crews add column name text;
create table ports (id bigint primary key);
-- @migration 3
set lock_timeout = '2s';
drop table ports;
