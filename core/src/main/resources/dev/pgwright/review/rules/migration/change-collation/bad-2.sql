-- @before
create schema town;
create table town.streets (name text collate "C" primary key, length integer);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table town.streets
    alter column length set not null,
-- @finds becomes its type's default
    alter column name type varchar;
