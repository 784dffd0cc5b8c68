-- @before
create table bottles (id bigint primary key, volume_ml integer);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds no statement_timeout ends it
alter table bottles alter column volume_ml type bigint;
alter table bottles add check (volume_ml > 0);
