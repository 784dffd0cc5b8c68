-- @before
create table riders (id bigint primary key, name text, city text);
-- @migration 2
create table cities (name text primary key);
insert into cities select distinct city from riders;
insert into riders select 1, 'Ada', 'Rome' where not exists (select 1 from riders where id = 1);
create temporary table staged (id bigint, city text);
update staged set city = 'Rome';
update cities set name = upper(name);
insert into riders (id, city) select id, city from staged;
do $$
declare
    low bigint := 0;
begin
    while low < 10000 loop
        update riders set city = 'Rome' where id > low and id <= low + 1000 and city is null;
        low := low + 1000;
        commit;
    end loop;
end $$;
