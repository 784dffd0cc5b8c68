-- @before
create schema "Hotel";
create table "Hotel"."Guest" (id bigint primary key, "lastName" text, age integer, city text);
insert into "Hotel"."Guest" values (1, 'Ada', 30, 'Rome');
-- @migration 2
-- @finds the check that lastName of Hotel.Guest
alter table "Hotel"."Guest" add constraint named check ("lastName" is not null) not valid;
-- @finds the check that age of Hotel.Guest
ALTER TABLE "Hotel"."Guest" ADD CHECK (age IS NOT NULL) NOT VALID, ADD COLUMN room text;
update "Hotel"."Guest" set "lastName" = '' where "lastName" is null and id between 1 and 1000;
alter table "Hotel"."Guest" validate constraint named;
-- proven by the check
alter table "Hotel"."Guest" alter column "lastName" set not null;
alter table "Hotel"."Guest" drop constraint named; -- not needed any more
ALTER TABLE "Hotel"."Guest"
    ALTER COLUMN age SET NOT NULL,
    ALTER COLUMN age SET DEFAULT 18;
alter table "Hotel"."Guest" drop constraint "Guest_age_check", alter column room set default '12';
-- @migration 3
-- @finds city
alter table "Hotel"."Guest" add constraint "Guest_city_not_null" check (city is not null) not valid;
begin;
alter table "Hotel"."Guest" validate constraint "Guest_city_not_null";
alter table "Hotel"."Guest" alter column city set not null;
alter table "Hotel"."Guest" drop constraint "Guest_city_not_null";
commit;
