-- @unfixed what is deleted is used by the same statement; INSERT ... SELECT is not divided
-- @before
create schema "Race";
create table "Race"."Result" (id bigint primary key, rider_id bigint, seconds numeric);
create table "Race"."Archive" (id bigint primary key, rider_id bigint, seconds numeric);
-- @migration 2 transaction
with old as (
-- @finds DELETE of Race.Result
    delete from "Race"."Result" where seconds > 1000 returning *
)
insert into "Race"."Archive" select * from old;
-- @finds copies all rows of Race.Result
insert into "Race"."Archive" select * from "Race"."Result" r where not exists (select 1 from "Race"."Archive" a where a.id = r.id limit 1);
