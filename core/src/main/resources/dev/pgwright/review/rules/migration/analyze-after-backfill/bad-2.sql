-- @before
create schema "Cine";
create table "Cine"."Film" (id bigint, year integer) partition by range (year);
create table "Cine"."Old" partition of "Cine"."Film" default;
create table "Cine"."Import" (id bigint, year integer);
-- @migration 2 transaction
analyze "Cine"."Film";
-- @finds Film
insert into "Cine"."Film" select * from "Cine"."Import";
analyze "Cine"."Import";
