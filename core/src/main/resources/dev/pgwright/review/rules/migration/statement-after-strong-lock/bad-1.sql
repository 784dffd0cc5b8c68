-- @before
create table dogs (id bigint primary key, owner_id bigint, name text);
create table owners (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table dogs add column chip text;
-- @finds nobody can read or write public.dogs
create index dogs_chip on dogs (chip);
