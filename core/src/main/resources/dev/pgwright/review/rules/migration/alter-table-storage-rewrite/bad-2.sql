-- @before
create schema cache;
create table cache.pages (id bigint primary key, body text);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table cache.pages
    alter column body set not null,
-- @finds SET UNLOGGED copies all of cache.pages
    set unlogged;
