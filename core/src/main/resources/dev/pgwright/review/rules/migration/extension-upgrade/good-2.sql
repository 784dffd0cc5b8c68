-- @before
create extension pg_trgm;
create schema tools;
create function tools.twice(n int) returns int language sql as 'select 2 * n';
-- @migration 2
alter extension pg_trgm set schema tools;
alter extension pg_trgm add function tools.twice(int);
comment on extension pg_trgm is 'similar words';
