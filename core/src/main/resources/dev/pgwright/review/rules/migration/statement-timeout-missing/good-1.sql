-- @before
create table bottles (id bigint primary key, volume_ml integer);
-- @migration 2 transaction
set local statement_timeout = '20s';
alter table bottles alter column volume_ml type bigint;
-- @migration 3
begin;
set local transaction_timeout = '1min';
alter table bottles add check (volume_ml > 0);
commit;
