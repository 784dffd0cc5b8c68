-- @before
create table fish (id bigint primary key, weight numeric);
-- @migration 2
do $$
declare
    low bigint := 0;
    top bigint := (select coalesce(max(id), 0) from fish);
begin
    while low <= top loop
        update fish set weight = 0 where id > low and id <= low + 1000 and weight is null;
        low := low + 1000;
        commit;
    end loop;
end $$;
update fish set weight = 0 where id between 1 and 1000;
update fish set weight = 0 where id between 1001 and 2000;
