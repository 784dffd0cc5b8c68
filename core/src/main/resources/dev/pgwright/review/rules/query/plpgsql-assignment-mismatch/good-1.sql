create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null, placed_at timestamptz not null);
create function summed(wanted bigint) returns numeric language plpgsql as $$
declare
    first bigint;
    second orders.total%type;
    counted integer;
    whole record;
    day date := now();
begin
    select id, total into first, second from orders where id = wanted and placed_at > day;
    select * into whole from orders where id = wanted;
    select count(*) into counted from orders;
    for first, second in select id, total from orders loop
        counted := counted + first;
    end loop;
    return second + counted + whole.total;
end;
$$;
