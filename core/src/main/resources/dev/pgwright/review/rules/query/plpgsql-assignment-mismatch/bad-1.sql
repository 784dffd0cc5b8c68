create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null, placed_at timestamptz not null);
create function summed(wanted bigint) returns integer language plpgsql as $$
declare
    first bigint;
    second numeric;
    third integer;
begin
-- @finds The query gives 1 column for 2 variables: PL/pgSQL sets the rest to NULL
    select id into first, second from orders where id = wanted;
-- @finds The query gives 3 columns for 2 variables: PL/pgSQL drops the rest
    select id, total, paid into first, second from orders where id = wanted;
-- @finds A value of type numeric(12,2) becomes that of the variable third, which is of type integer
    select total into third from orders where id = wanted;
    return first + second + third;
end;
$$;
