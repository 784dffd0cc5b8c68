-- @before
create schema "Crm";
create type "Crm".stage as enum ('new', 'won');
create table "Crm"."Lead" (id integer primary key, name text, score integer default 0, stage "Crm".stage, parent integer,
    constraint "known score" check (score >= 0));
create index lead_score on "Crm"."Lead" (score) where score > 0;
insert into "Crm"."Lead" values (1, 'Ada', 1, 'won', null);
-- @migration 2
alter table "Crm"."Lead" rename column name to full_name;
alter table "Crm"."Lead" rename to lead;
alter type "Crm".stage rename value 'won' to 'closed';
create type "Crm".tone as enum ('grey');
alter table "Crm".lead
    alter column score drop default,
    alter column score type bigint,
    alter column full_name set not null,
    add column tone "Crm".tone,
    drop constraint "known score",
    add constraint parent foreign key (parent) references "Crm".lead not valid;
drop index "Crm".lead_score;
create view "Crm".won as select id, full_name from "Crm".lead where stage = 'closed';
create function "Crm".worth(bigint) returns bigint language sql as 'select $1';
-- @down
-- @finds Up and down together change the schema
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP VIEW "Crm".won;
COMMIT;
