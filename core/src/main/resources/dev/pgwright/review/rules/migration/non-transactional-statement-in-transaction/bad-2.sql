-- @migration 1
begin;
set local lock_timeout = '5s';
-- @fails 25001
-- @finds ALTER SYSTEM inside the transaction that begins on line 2
alter system set work_mem = '64MB';
commit;
