-- @before
create extension pg_trgm version '1.5';
-- @migration 2
-- @finds Extension pg_trgm is updated to version 1.6
alter extension pg_trgm update to '1.6';
