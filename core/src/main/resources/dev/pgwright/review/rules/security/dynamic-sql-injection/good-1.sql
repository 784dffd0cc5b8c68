create table people (name text, age int);
create function find(wanted text, field text, minimum int) returns setof people language plpgsql as $$
declare
    query text;
begin
    query := 'select * from people where name = ' || quote_literal(wanted);
    query := query || format(' order by %I', field);
    execute query;
    return query execute format('select * from people where %I = $1 and age > %s', field, minimum) using wanted;
end $$;
