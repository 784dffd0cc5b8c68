-- @before
create schema "Depot";
create table "Depot"."Shelf" (id bigint primary key, "maxLoad" numeric);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Depot"."Shelf"
    alter column "maxLoad" set default 100,
-- @finds a check
    add check ("maxLoad" <= 1000);
