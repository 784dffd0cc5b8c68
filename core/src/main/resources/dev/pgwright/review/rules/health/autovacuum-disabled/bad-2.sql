-- @off autovacuum
-- @says autovacuum is off: nothing removes dead rows
create schema jobs;
-- @finds Autovacuum passes over jobs.Queue
create table jobs."Queue" (id bigint primary key, payload text) with (fillfactor = 80, autovacuum_enabled = 'off');
