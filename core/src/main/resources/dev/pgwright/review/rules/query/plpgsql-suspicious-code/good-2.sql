create table orders (id bigint primary key, total numeric(12, 2) not null);
create function kept(id_given bigint, out amount numeric, out known boolean) language plpgsql as $$
declare
    i integer;
    dummy integer;
begin
    for i in 1 .. 3 loop
        raise notice 'attempt %', i;
    end loop;
    select 1 into dummy from orders where id = id_given;
    known := found;
    amount := (select total from orders where id = id_given);
exception
    when others then
        known := false;
        return;
end;
$$;
create function rows() returns table (number bigint, amount numeric) language plpgsql as $$
begin
    return query select id, total from orders;
    return;
end;
$$;
create procedure nothing() language plpgsql as $$
<<work>>
begin
    begin
        if exists (select from orders) then
            exit work;
        end if;
        return;
    end;
end;
$$;
