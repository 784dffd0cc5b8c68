-- @before
create schema "Crm";
create table "Crm"."Lead" (id bigint primary key, score integer);
alter table "Crm"."Lead" add constraint score_positive check (score > 0) not valid;
create table "Crm"."Note" (id bigint primary key, body text);
-- @migration 2
begin;
set local lock_timeout = '2s';
alter table "Crm"."Note" alter column body set default '';
-- @finds still holds ACCESS EXCLUSIVE on Crm.Note
alter table "Crm"."Lead" validate constraint score_positive;
commit;
