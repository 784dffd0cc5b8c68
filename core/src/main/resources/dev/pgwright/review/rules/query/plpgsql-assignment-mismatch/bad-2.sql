create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null, placed_at timestamptz not null);
create function flag(wanted bigint) returns boolean language plpgsql as $$
declare
    known integer;
    given text;
    one orders%rowtype;
begin
    select * into one from orders where id = wanted;
-- @finds A value of type boolean becomes that of the variable known, which is of type integer: there is no cast, and no text of the one is a value of the other
    known := one.paid;
    given := one.total;
-- @finds it is read as one at run time
    known := given;
-- @finds A value of type timestamp with time zone becomes that of the result, which is of type boolean
    return one.placed_at + interval '1 day' * known;
end;
$$;
