create schema shop;
create table shop.orders (id bigint primary key, "Number" text not null, total numeric(12, 2) not null);
create function shop.copied(wanted bigint) returns bigint language plpgsql as $$
declare
    one shop.orders%rowtype;
begin
    select * into one from shop.orders where id = wanted;
    for one in select o.* from shop.orders o where o.id > wanted order by o.id loop
        insert into shop.orders (id, "Number", total) values (-one.id, one."Number", one.total);
    end loop;
    return one.id;
end;
$$;
select shop.copied(1);
