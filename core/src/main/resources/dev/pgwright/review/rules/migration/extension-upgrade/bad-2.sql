-- @before
create schema tools;
create extension "uuid-ossp" schema tools;
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds to the server's default version
alter extension "uuid-ossp" update;
