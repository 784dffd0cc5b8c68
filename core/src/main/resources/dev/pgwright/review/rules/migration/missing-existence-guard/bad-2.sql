-- @before
create table crews (id bigint primary key, old_name text constraint crews_old_name unique);
-- @migration 2
begin;
-- @finds CREATE SCHEMA
create schema ships;
-- @finds CREATE TABLE
create table ships.ports (id bigint primary key);
commit;
-- @finds DROP CONSTRAINT has no IF EXISTS
alter table crews drop constraint crews_old_name;
