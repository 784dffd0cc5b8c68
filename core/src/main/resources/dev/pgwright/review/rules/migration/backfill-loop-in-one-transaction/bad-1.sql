-- @before
create table fish (id bigint primary key, weight numeric);
-- @migration 2
do $$
begin
-- @finds the DO block commits nothing
    loop
        update fish set weight = 0
        where id in (select id from fish where weight is null limit 1000);
        exit when not found;
    end loop;
end $$;
