create table orders (id bigint primary key, total numeric(12, 2) not null, changed_at timestamptz);
create table lines (id bigint primary key, amount numeric(12, 2) not null);
create function touched() returns trigger language plpgsql as $$
declare
    most numeric := 1000;
begin
    if tg_table_name = 'orders' then
        new.changed_at := now();
        if new.total > most then
            raise exception 'too much in % of %', new.tableoid, tg_op;
        end if;
    else
        new.amount := coalesce(new.amount, old.amount);
    end if;
    return new;
end;
$$;
create trigger touched before update on orders for each row execute function touched();
create trigger touched before update on lines for each row execute function touched();
