create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null, placed_at timestamptz not null);
create type mood as enum ('well', 'ill');
create function described(one orders, given mood default 'well') returns text language plpgsql as $$
declare
    amount integer := round(one.total);
    text varchar(20) := one.id;
    numbers bigint[];
    other mood := given;
    moment timestamp := '2024-01-01';
begin
    numbers[1] := one.id;
    select array_agg(id) into numbers from orders where placed_at > moment;
    insert into orders select one.* returning id into amount;
    amount := 1.5;
    return amount || text || other || numbers[1];
end;
$$;
create function pair(out a integer, out b text) language plpgsql as $$
begin
    select 1, 'x' into a, b;
    return;
end;
$$;
