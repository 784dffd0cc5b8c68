-- @unfixed it stands in a DO block that has conditions, loops, variables or handlers, which is not taken apart
-- @before
create table riders (id bigint primary key, name text, city text);
-- @migration 2
do $$
begin
    if exists (select from riders) then
-- @finds UPDATE of public.riders
        update riders set city = 'unknown';
    end if;
end $$;
