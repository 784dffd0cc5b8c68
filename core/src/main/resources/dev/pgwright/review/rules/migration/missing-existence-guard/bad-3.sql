-- @before
create schema "Port";
create table "Port"."Crew" (id bigint primary key, old_name text, rank text, constraint "known rank" check (rank <> ''));
create materialized view "Port".ranks as select distinct rank from "Port"."Crew";
create function "Port".tell() returns trigger language plpgsql as 'begin return new; end';
create trigger told before insert on "Port"."Crew" for each row execute function "Port".tell();
create index old_names on "Port"."Crew" (old_name);
-- @migration 2
-- @finds DROP has no IF EXISTS
DROP MATERIALIZED VIEW "Port".ranks;
-- @finds ADD COLUMN
-- @finds DROP CONSTRAINT
ALTER TABLE "Port"."Crew"
    ADD name text, -- as people say it
    DROP CONSTRAINT "known rank";
-- @finds DROP has no
DROP TRIGGER told ON "Port"."Crew";
-- @finds DROP has no
drop index concurrently "Port".old_names;
-- @finds CREATE INDEX
CREATE UNIQUE INDEX names ON "Port"."Crew" (name);
-- @finds CREATE ... AS
create unlogged table "Port".ships as select 1 as id;
-- @finds CREATE SEQUENCE
create temporary sequence numbers;
