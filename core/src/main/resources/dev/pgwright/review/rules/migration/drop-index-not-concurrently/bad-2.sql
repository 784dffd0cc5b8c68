-- @unfixed CASCADE is not offered with CONCURRENTLY
-- @before
create schema "Net";
create table "Net"."Edge" (id bigint primary key, a bigint, b bigint);
create index "Edge_a" on "Net"."Edge" (a);
create index "Edge_b" on "Net"."Edge" (b);
-- @migration 2 transaction
-- @finds Edge_a
drop index if exists "Net"."Edge_a",
-- @finds Edge_b
    "Net"."Edge_b" cascade;
