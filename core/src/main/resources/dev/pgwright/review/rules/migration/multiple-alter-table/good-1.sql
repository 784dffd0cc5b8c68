-- @before
create table boats (id bigint primary key, length_m integer);
-- @migration 2 transaction
alter table boats add column beam_m numeric, alter column length_m set default 10;
update boats set beam_m = 3 where id = 1;
alter table boats add constraint boats_beam check (beam_m > 0) not valid;
-- @migration 3
alter table boats validate constraint boats_beam;
alter table boats rename column beam_m to beam;
alter table boats alter column length_m type bigint;
