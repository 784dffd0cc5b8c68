-- @before
create schema "Pond";
create table "Pond"."Fish" (id bigint primary key, weight numeric);
insert into "Pond"."Fish" values (1, null);
-- @migration 2 transaction
create procedure fill() language plpgsql as $$
declare
    fish record;
begin
-- @finds PostgreSQL refuses the COMMIT
    for fish in select id from "Pond"."Fish" loop
        update "Pond"."Fish" set weight = 1 where id = fish.id;
        commit;
    end loop;
end $$;
-- @fails 2D000
call fill();
