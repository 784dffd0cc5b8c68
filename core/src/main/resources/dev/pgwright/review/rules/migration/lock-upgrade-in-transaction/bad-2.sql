-- @before
create schema "Farm";
create table "Farm"."Field" (id bigint primary key, area numeric);
create table "Farm"."Crop" (id bigint primary key, field_id bigint references "Farm"."Field" deferrable initially deferred);
insert into "Farm"."Field" values (1, 2);
-- @migration 2
begin;
select count(*) from "Farm"."Field";
-- reading does not stand in the way of an index
create index "Field_area" on "Farm"."Field" (area);
-- @finds uses Farm.Field since line 8
alter table "Farm"."Field" add column soil text;
insert into "Farm"."Crop" values (1, 1);
-- @fails 55006
-- @finds PostgreSQL refuses to alter Farm.Crop
alter table "Farm"."Crop" add column kind text;
commit;
