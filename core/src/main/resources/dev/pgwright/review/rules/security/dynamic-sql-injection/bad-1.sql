create function count_rows(table_name text) returns bigint language plpgsql as $$
declare
    result bigint;
begin
-- @finds The value of table_name becomes a part of the SQL that is run here as it is
    execute 'select count(*) from ' || table_name into result;
    return result;
end $$;
