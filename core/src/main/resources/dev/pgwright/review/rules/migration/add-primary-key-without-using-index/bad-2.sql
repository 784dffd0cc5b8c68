-- @unfixed partitioned tables cannot take an index over
-- @before
create schema log;
create table log.entries (day date not null, number bigint not null) partition by range (day);
create table log.entries_2026 partition of log.entries for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table log.entries
    alter column number set default 0,
-- @finds Adding the primary key (day, number)
    add constraint entries_key primary key (day, number);
