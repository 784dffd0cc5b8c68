-- @before
create table birds (id bigint primary key, name text, name_key text, seen boolean);
-- @migration 2
do $$
begin
    loop
-- @finds Where name is NULL, name_key may stay NULL
        update birds set name_key = lower(name)
        where id in (select id from birds where name_key is null order by id limit 1000);
        exit when not found;
        commit;
    end loop;
end $$;
