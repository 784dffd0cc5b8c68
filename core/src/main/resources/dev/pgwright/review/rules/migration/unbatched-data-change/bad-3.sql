-- @before
create table riders (id bigint primary key, name text, city text);
create table cities (name text primary key, code text);
insert into cities values ('Rome', 'ROM');
insert into riders select n, 'r' || n, 'Rome' from generate_series(1, 6000) n;
-- @migration 2
do $$
begin
-- @finds UPDATE of public.riders
    update riders set city = cities.code from cities where riders.city = cities.name; -- by name
    alter table riders add column team text;
end $$;
