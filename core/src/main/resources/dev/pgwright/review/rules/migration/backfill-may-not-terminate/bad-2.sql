-- @before
create schema "Nest";
create table "Nest"."Egg" (id bigint primary key, laid_on date, colour text, size integer);
-- @migration 2
create procedure paint() language plpgsql as $body$
declare
    changed bigint;
begin
    loop
-- @finds changes none of the columns
        update "Nest"."Egg" e set colour = 'white'
        from (select id from "Nest"."Egg" where laid_on < date '2020-01-01' limit 500) old where old.id = e.id;
        get diagnostics changed = row_count;
        if changed = 0 then
            exit;
        end if;
    end loop;
    while exists (select from "Nest"."Egg" where size is null) loop
-- @finds New rows of Nest.Egg come with size NULL
        update "Nest"."Egg" set size = 1 where id in (select id from "Nest"."Egg" where size is null limit 500);
        commit;
    end loop;
end $body$;
