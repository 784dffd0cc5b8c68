-- @before
create table boats (id bigint primary key, length_m integer);
-- @migration 2
begin;
alter table boats add column beam_m numeric;
commit;
begin;
alter table boats add column mast_m integer;
alter table boats alter column mast_m type bigint;
create table masts (id bigint primary key);
alter table masts add column height_m numeric;
alter table masts add column boat_id bigint;
commit;
