-- @before
create schema "Shop";
create type "Shop"."Tone" as enum ('grey');
create table "Shop".cars (id bigint primary key, tone "Shop"."Tone");
-- @migration 2
begin;
alter type "Shop"."Tone" add value if not exists 'red';
alter table "Shop".cars
    add column note text,
-- @fails 55P04
-- @finds 'red' of Shop.Tone
    alter column tone set default 'red';
commit;
