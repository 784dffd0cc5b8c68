create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null);
create function is_paid(wanted bigint, smallest numeric) returns boolean language plpgsql stable as $$
declare
    found_one boolean;
begin
-- @finds The statement asks for $2, and USING gives 1 value: it is refused
    execute 'select paid from public.orders where id = $1 and total >= $2' into found_one using wanted;
    return found_one;
end;
$$;
create procedure pay(wanted bigint) language plpgsql as $$
begin
-- @finds The statement asks for $1, and USING gives 0 values
    execute 'update public.orders set paid = true where id = $1';
end;
$$;
-- @fails 42P02
select is_paid(1, 2);
