-- @before
create schema "Media";
create table "Media"."Song" (id bigint primary key);
-- @migration 2
-- @finds Media.Song
reindex (verbose) table "Media"."Song";
-- @finds the schema Media
reindex (concurrently false) schema "Media";
