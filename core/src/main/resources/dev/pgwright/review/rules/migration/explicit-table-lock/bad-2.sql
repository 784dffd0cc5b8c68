-- @before
create schema "Ware";
create table "Ware"."Bin" (id bigint primary key);
create table stock (id bigint primary key, pieces integer);
-- @migration 2
begin;
-- @finds from writing to
lock table "Ware"."Bin" in share row exclusive mode nowait;
commit;
-- @fails 25P01
-- @finds PostgreSQL refuses it
lock stock in exclusive mode;
