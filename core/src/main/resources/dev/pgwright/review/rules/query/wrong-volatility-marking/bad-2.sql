create table visits (id bigint primary key, page text not null);
create sequence tickets;
create function visited(given text) returns bigint language plpgsql stable as $$
begin
-- @finds visited() is marked STABLE but changes rows of visits, which PostgreSQL refuses
    insert into visits (id, page) values (1, given);
    return 1;
end;
$$;
create function ticket(given text) returns text language sql stable as $$
-- @finds ticket() is marked STABLE but calls nextval(), which is VOLATILE
    select given || nextval('tickets')
$$;
create function prefixed(given text) returns text language plpgsql immutable as $$
begin
-- @finds prefixed() is marked IMMUTABLE but calls ticket(), which is STABLE
    return 'ticket ' || ticket(given);
end;
$$;
