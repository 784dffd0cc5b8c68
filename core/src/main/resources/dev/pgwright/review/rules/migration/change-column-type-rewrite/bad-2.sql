-- @before
create schema "Lab";
create table "Lab"."Probe" (id bigint primary key, "takenAt" text, note varchar(20));
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Lab"."Probe"
    alter column note type text,
-- @finds Changing takenAt of Lab.Probe from text to timestamptz
    alter column "takenAt" type timestamptz using "takenAt"::timestamptz;
