create table orders (id bigint primary key, total numeric(12, 2) not null);
create function grade(amount numeric) returns text language plpgsql as $$
begin
    case
        when amount > 100 then
            return 'large';
        when amount > 10 then
            return 'medium';
    end case;
end;
$$;
create function first_free() returns integer language plpgsql as $$
declare
    candidate integer := 0;
begin
    loop
        candidate := candidate + 1;
        perform 1 from orders where id = candidate;
        if not found then
            return candidate;
        end if;
    end loop;
end;
$$;
create function refused() returns trigger language plpgsql as $$
begin
    raise exception 'orders are kept';
end;
$$;
