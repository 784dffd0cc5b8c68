-- @before
create schema museum;
create table museum.shifts (id bigint primary key, hours int4range, cancelled boolean);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table museum.shifts
    alter column cancelled set default false,
-- @finds an exclusion constraint
    add exclude using gist (hours with &&) where (not cancelled);
