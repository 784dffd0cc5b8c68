-- @unfixed the file keeps the check: it does not go on to SET NOT NULL and drop it, so that NOT NULL would be another schema
-- @before
create schema "Hotel";
create table "Hotel"."Guest" (id bigint primary key, "lastName" text, age integer);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Hotel"."Guest"
    add check (age > 0) not valid,
-- @finds the check that lastName of Hotel.Guest
    add check ("lastName" is not null) not valid;
