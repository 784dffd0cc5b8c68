create table orders (id bigint primary key, total numeric(12, 2) not null);
create function removed(amount numeric) returns integer language plpgsql as $$
declare
    counted integer := 0;
begin
    declare
-- @finds The variable amount hides the parameter of the same name
        amount numeric := 10;
-- @finds The variable counted hides a variable of the outer block
        counted integer;
    begin
        delete from orders where total < amount;
        get diagnostics counted = row_count;
    end;
    return counted;
-- @finds This statement is never reached
    raise notice 'removed %', counted;
end;
$$;
-- @finds Nothing sets the output parameter largest
create function extremes(out smallest numeric, out largest numeric) language plpgsql as $$
begin
    smallest := (select min(total) from orders);
end;
$$;
