-- @before
create schema "Shop";
create table "Shop"."Visit" (id bigint primary key, at date);
-- @migration 2
do $$
begin
    loop
-- @finds no index begins with at
        delete from "Shop"."Visit" where id in (select id from "Shop"."Visit" where at < date '2020-01-01' limit 1000);
        exit when not found;
    end loop;
end $$;
