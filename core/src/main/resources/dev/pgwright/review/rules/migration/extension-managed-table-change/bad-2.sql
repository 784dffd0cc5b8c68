-- @managed Log.Line pg_partman set
-- @before
create schema "Log";
create table "Log"."Line" (at date not null) partition by range (at);
create table "Log".extra (at date not null);
-- @migration 2
-- @finds This changes by hand the parts of Log.Line, a set of pg_partman
alter table "Log"."Line" attach partition "Log".extra for values from ('2026-01-01') to ('2026-02-01');
