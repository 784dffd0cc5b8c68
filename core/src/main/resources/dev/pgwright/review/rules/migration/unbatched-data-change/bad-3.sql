-- @unfixed a DO block is not taken apart
-- @before
create table riders (id bigint primary key, name text, city text);
create table cities (name text primary key, code text);
-- @migration 2
do $$
begin
-- @finds UPDATE of public.riders
    update riders set city = cities.code from cities where riders.city = cities.name;
end $$;
