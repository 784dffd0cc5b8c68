-- @before
create table stock (id bigint primary key, pieces integer);
-- @migration 2 transaction
lock table stock in row exclusive mode;
lock table stock in share update exclusive mode;
select id from stock where id = 1 for update;
select pg_advisory_xact_lock(42);
