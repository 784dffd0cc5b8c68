create table orders (id bigint primary key, total numeric(12, 2) not null, changed_at timestamptz);
create function touched() returns trigger language plpgsql as $$
begin
-- @finds record "new" has no field "change_at"
    new.change_at := now();
-- @finds record "old" has no field "sum"
    if new.total <> old.sum then
        raise notice 'changed % at %', old.id, new.changed_at;
    end if;
-- @finds column "limit_of_total" does not exist
    if new.total > limit_of_total then
        raise exception 'too much';
    end if;
    return new;
end;
$$;
create trigger touched before update on orders for each row execute function touched();
