-- @before
create table birds (id bigint primary key, name text, name_key text);
-- @migration 2
do $$
declare
    low bigint := 0;
    top bigint := (select coalesce(max(id), 0) from birds);
begin
    while low <= top loop
        update birds set name_key = lower(name) where id > low and id <= low + 1000;
        low := low + 1000;
        commit;
    end loop;
    loop
        delete from birds where id in (select id from birds where name is null limit 100);
        exit when not found;
    end loop;
end $$;
