-- @before
create domain grade as integer not null;
create schema school;
create table school.pupils (id bigint primary key, name text);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table school.pupils
    alter column name set not null,
-- @finds The column grade must not be NULL
    add column grade grade,
-- @finds The column born must not be NULL
    add column born date default null not null;
