-- @before
create table coins (id bigint primary key, value integer);
-- @migration 2
do $$
declare
    one record;
begin
    for one in select tablename from pg_tables where schemaname = 'public' loop
        execute 'select count(*) from ' || quote_ident(one.tablename);
    end loop;
    update coins set value = 1 where id = 1;
end $$;
-- not called here
create function later() returns void language plpgsql as $$
begin
    alter table coins add column metal text;
end $$;
