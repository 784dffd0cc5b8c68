-- @before
create table desks (id bigint primary key);
-- @migration 2
begin;
set local lock_timeout = '3s';
alter table desks add column height_cm integer;
commit;
set statement_timeout = '1min';
set work_mem = '64MB';
create index concurrently desks_height on desks (height_cm);
reset statement_timeout;
