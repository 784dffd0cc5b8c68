-- @finds ALTER SYSTEM changes the configuration of the whole server, which the owner of a database may not
alter system set work_mem = '64MB';
-- @finds session_replication_role switches triggers and foreign keys off
set session_replication_role = replica;
reset session_replication_role;
-- @finds ALTER SYSTEM
alter system reset work_mem;
