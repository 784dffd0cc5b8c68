create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null);
create function is_paid(wanted bigint, smallest numeric) returns boolean language plpgsql stable as $$
declare
    found_one boolean;
begin
    execute 'select paid from public.orders where id = $1 and total >= $2' into found_one using wanted, smallest;
    return found_one;
end;
$$;
create procedure pay(wanted bigint, part text) language plpgsql as $$
begin
    execute 'update public.orders set paid = true where id = $1 and id = $1' using wanted;
    execute format('update public.%I set paid = true where id = $1', part) using wanted;
end;
$$;
select is_paid(1, 2);
call pay(1, 'orders');
