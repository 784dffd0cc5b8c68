-- @query app:1: update "Shop"."Order" set "placedAt" = now() where id = $1
-- @query app:2: insert into "Shop"."Order" (id) values ($1)
-- @query app:3: select * from "Shop"."Order" where code = 'x'
-- @before
create schema "Shop";
create table "Shop"."Order" (id bigint primary key, "placedAt" date, code text);
-- @migration 2
-- @finds breaks 1 known query: app:1
alter table "Shop"."Order" rename "placedAt" to "orderedAt";
-- @finds mandatory breaks 1 known query: app:2
alter table "Shop"."Order" alter column "orderedAt" set not null;
-- @finds a number instead of a text breaks 1 known query: app:3
alter table "Shop"."Order" alter column code type integer using code::integer;
