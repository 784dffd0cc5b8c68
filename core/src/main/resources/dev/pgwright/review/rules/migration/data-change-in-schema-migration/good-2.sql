-- @before
create table roles (id bigint primary key, title text);
-- @migration 2
begin;
set local lock_timeout = '2s';
update roles set title = 'clerk' where id = 1;
commit;
analyze roles;
