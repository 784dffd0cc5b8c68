create table people (name text);
create function sorted(direction text, relation regclass, part text) returns setof text language plpgsql as $$
begin
    if direction not in ('asc', 'desc') then
        raise exception 'no direction: %', direction;
    end if;
    if part !~ '^[a-z_]+$' then
        raise exception 'no column: %', part;
    end if;
    return query execute 'select ' || part || '::text from ' || relation || ' order by 1 ' || direction;
end $$;
do $$
declare one record;
begin
    for one in select tablename from pg_tables where schemaname = 'public' loop
        execute 'analyze ' || one.tablename;
    end loop;
end $$;
