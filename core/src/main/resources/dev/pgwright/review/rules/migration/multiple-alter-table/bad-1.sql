-- @before
create table boats (id bigint primary key, length_m numeric);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table boats add column beam_m numeric;
-- @finds 3 ALTER TABLE statements change public.boats
alter table boats alter column length_m set default 10;
alter table boats add constraint boats_long check (length_m > 1) not valid;
