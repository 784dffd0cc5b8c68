-- @unfixed its table has no primary key to go by, or it matters to the statement what the other rows hold
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
