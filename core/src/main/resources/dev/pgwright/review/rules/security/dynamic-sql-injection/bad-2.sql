create table people (name text, tag text);
create schema api;
create function api.find(wanted text, sorting text default 'name') returns setof people language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
    query text := 'select * from public.people';
begin
    query := query || format(' where name = %L order by %s', wanted, lower(sorting));
-- @finds The value of query becomes a part of the SQL
    return query execute query;
end $$;
