create function count_rows(table_name text) returns bigint language plpgsql as $$
declare
    result bigint;
begin
-- @finds The value of table_name becomes a part of the SQL that is run here as it is
    execute 'select count(*) from ' || table_name into result;
    return result;
end $$;
create function wiped(tab text, col text, val text) returns void language plpgsql as $$
begin
-- @finds The values of tab and val become parts of the SQL that is run here as they are
    execute format('delete from %s where %I = %s', tab, col, val);
end $$;
