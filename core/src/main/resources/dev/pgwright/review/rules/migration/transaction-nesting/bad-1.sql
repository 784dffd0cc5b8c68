-- @before
create table seats (id bigint primary key, row_number integer);
-- @migration 2 transaction
-- @finds in a transaction already
begin;
alter table seats add column price numeric;
-- @finds ends the transaction around the migration
commit;
