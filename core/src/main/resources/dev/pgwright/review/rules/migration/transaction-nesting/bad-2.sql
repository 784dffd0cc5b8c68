-- @before
create table seats (id bigint primary key, row_number integer);
-- @migration 2
begin;
-- @finds line 4
start transaction;
alter table seats add column price numeric;
commit;
-- @finds no transaction to end
rollback;
-- @migration 3 simple-query
alter table seats add column taken boolean;
-- @finds no transaction to end
end;
