create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null);
create procedure prepare_reading() language plpgsql as $$
begin
    execute 'prepare reading as select paid from public.orders where id = $1';
end;
$$;
call prepare_reading();
execute reading(1);
