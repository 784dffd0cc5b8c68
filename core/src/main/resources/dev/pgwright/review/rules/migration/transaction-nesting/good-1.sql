-- @before
create table seats (id bigint primary key, row_number integer);
-- @migration 2
begin;
savepoint one;
alter table seats add column price numeric;
release savepoint one;
commit;
-- @migration 3 simple-query
begin;
alter table seats add column taken boolean;
commit;
