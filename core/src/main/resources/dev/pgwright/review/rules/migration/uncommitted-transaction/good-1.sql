-- @before
create table rooms (id bigint primary key, beds integer);
-- @migration 2
begin;
alter table rooms add column view text;
commit;
begin;
update rooms set beds = 1 where id = 1;
rollback;
