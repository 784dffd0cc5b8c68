create table orders (id bigint primary key, total numeric(12, 2) not null);
-- @finds Control can reach the end of the function without RETURN
create function grade(amount numeric) returns text language plpgsql as $$
declare
-- @finds The variable factor is never used
    factor numeric;
-- @finds The variable seen is set, but nothing reads it
    seen integer;
begin
    seen := 1;
    if amount > 100 then
        return 'large';
    elsif amount > 10 then
        return 'medium';
    end if;
end;
$$;
