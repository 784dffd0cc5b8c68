-- @before
create table birds (id bigint primary key, name text not null, name_key text, seen boolean default false);
-- @migration 2
do $$
declare
    top bigint := (select max(id) from birds);
begin
    loop
        update birds set name_key = lower(name)
        where id in (select id from birds where name_key is null and id <= top order by id limit 1000);
        exit when not found;
        commit;
    end loop;
    while exists (select from birds where seen is null) loop
        update birds set seen = coalesce(name = 'owl', false) where id in (select id from birds where seen is null limit 500);
        commit;
    end loop;
end $$;
