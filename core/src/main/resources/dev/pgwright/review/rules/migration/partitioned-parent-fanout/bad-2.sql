-- @limit min-partitions 3
-- @before
create schema "Log";
create table "Log"."Line" (at date not null, kind text) partition by range (at);
create table "Log".l1 partition of "Log"."Line" for values from ('2026-01-01') to ('2026-02-01') partition by list (kind);
create table "Log".l1a partition of "Log".l1 for values in ('a');
create table "Log".l1b partition of "Log".l1 for values in ('b');
-- @migration 2
-- @finds SHARE on Log.Line and on 3 partitions
create index on "Log"."Line" (kind);
