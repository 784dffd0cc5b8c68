-- @before
create schema "Media";
create table "Media"."Clip" (id bigint primary key, owner_id bigint, title text);
-- @migration 2
drop index concurrently if exists "Media"."Clip_title";
-- @finds has no name of its own
create index concurrently on "Media"."Clip" (owner_id);
-- @migration 3
-- @finds is refused because the invalid index has its name
create unique index concurrently "Clip_owner" on "Media"."Clip" (owner_id, title);
