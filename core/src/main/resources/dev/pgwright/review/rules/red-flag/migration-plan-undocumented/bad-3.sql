-- @before
create table people (id bigint primary key, name text);
create table visits (id bigint primary key);
-- @migration 2
-- duration: a second
-- locks: people and visits, for a moment
-- rollback: restore from the nightly dump
set lock_timeout = '2s';
-- @finds No plan says of this migration: order; it has errors of drop-table
drop table visits;
reset lock_timeout;
