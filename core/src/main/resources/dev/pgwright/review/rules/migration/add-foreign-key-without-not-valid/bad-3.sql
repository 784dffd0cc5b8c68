-- @version 15
-- @before
create schema "Energy";
create table "Energy"."Meter" (id bigint primary key);
create table "Energy"."Reading" (meter_id bigint, day date) partition by range (day);
create table "Energy"."Reading_2026" partition of "Energy"."Reading" for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
alter table "Energy"."Reading"
-- @finds looks up every row of Energy.Reading in Energy.Meter
    add foreign key (meter_id) references "Energy"."Meter" on delete cascade;
