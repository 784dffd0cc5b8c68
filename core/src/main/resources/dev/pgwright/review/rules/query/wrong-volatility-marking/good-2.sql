create table visits (id bigint primary key, page text not null);
create function visited(given text) returns bigint language plpgsql as $$
begin
    insert into visits (id, page) values (1, given);
    return random() * 10;
end;
$$;
create function shortened(given text) returns text language plpgsql immutable as $$
declare
    part text;
    result text := '';
begin
    foreach part in array regexp_split_to_array(lower(given), ' ') loop
        result := result || left(part, 1);
    end loop;
    return result;
end;
$$;
create function twice(given text) returns text immutable language sql as $$
    select shortened(given) || shortened(given)
$$;
