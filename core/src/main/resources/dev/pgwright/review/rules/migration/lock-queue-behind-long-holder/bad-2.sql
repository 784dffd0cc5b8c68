-- @holder 90 none Depot.Shelf:m autovacuum to prevent wraparound, process 99
-- @before
create schema "Depot";
create table "Depot"."Shelf" (id bigint primary key, place text);
-- @migration 2
-- @finds Depot.Shelf is held by autovacuum to prevent wraparound, process 99
create index concurrently on "Depot"."Shelf" (place);
