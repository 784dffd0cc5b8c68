-- @before
create schema "Race";
create table "Race"."Result" (id bigint primary key, rider_id bigint, seconds numeric);
create table "Race"."Archive" (id bigint primary key, rider_id bigint, seconds numeric);
insert into "Race"."Result" select n, n % 10, n / 2.0 from generate_series(1, 12000) n;
insert into "Race"."Archive" values (7, 1, 1);
-- @migration 2 transaction
-- @finds copies all rows of Race.Result
insert into "Race"."Archive" select * from "Race"."Result" r where not exists (select 1 from "Race"."Archive" a where a.id = r.id limit 1);
-- @migration 3
create table laps (number bigint, result bigint, unique (result), seconds numeric);
-- @finds INSERT into public.laps copies all rows of Race.Result
insert into laps (result, seconds) select id, extract(epoch from now())::int * 0 from "Race"."Result" where seconds > 10 or seconds < 5;
-- @finds INSERT into Race.Archive
insert into "Race"."Archive" (id, seconds) select "Result".id, 0 from only "Race"."Result" on conflict do nothing;
