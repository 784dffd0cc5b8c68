-- @before
create schema "Crm";
create table "Crm"."Contact" (id bigint primary key, "fullName" text, since timestamptz, fee numeric(10, 4));
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Crm"."Contact"
-- @finds longer texts are cut off
    alter column "fullName" type varchar(10) using "fullName"::varchar(10),
-- @finds the time of day is lost
    alter column since type date,
-- @finds fractions are rounded
    alter column fee type numeric(10, 2);
