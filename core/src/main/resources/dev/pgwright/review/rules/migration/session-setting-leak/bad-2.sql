-- @before
create schema office;
create table office.desks (id bigint primary key);
-- @migration 2
begin;
-- @finds search_path stays set
set search_path = office, public;
set local statement_timeout = '5s';
alter table desks add column height_cm integer;
commit;
-- @finds session_replication_role stays set
select set_config('session_replication_role', 'replica', false);
