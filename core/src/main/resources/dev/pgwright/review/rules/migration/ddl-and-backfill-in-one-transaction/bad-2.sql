-- @before
create schema "Stay";
create table "Stay"."Room" (id bigint primary key, beds integer);
create table "Stay"."Old" (id bigint primary key, beds integer);
-- @migration 2
begin;
set local lock_timeout = '2s';
create index "Room_beds" on "Stay"."Room" (beds);
-- @finds from writing to the table
insert into "Stay"."Room" select id, beds from "Stay"."Old";
alter table "Stay"."Room" add column view text;
do $$
declare
    room record;
begin
    for room in select id from "Stay"."Room" loop
-- @finds reading or writing
        update "Stay"."Room" set view = 'sea' where id = room.id;
    end loop;
end $$;
commit;
