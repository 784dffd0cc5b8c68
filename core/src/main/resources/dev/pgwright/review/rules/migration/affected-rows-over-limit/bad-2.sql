-- @table Shop.Visit 50000 9000000
-- @table visits_old 12000 900000
-- @before
create schema "Shop";
create table "Shop"."Visit" (id bigint);
create table visits_old (id bigint);
-- @migration 2
-- @finds INSERT into Shop.Visit changes about 12 k rows
insert into "Shop"."Visit" select id from visits_old;
-- @finds DELETE of Shop.Visit
with gone as (delete from "Shop"."Visit" returning id) select count(*) from gone;
