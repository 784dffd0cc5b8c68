create schema shop;
create table shop.orders (id bigint primary key, gone text, "Buyer" text not null, total numeric(12, 2) not null);
alter table shop.orders drop column gone;
create type shop.line as (number integer, name varchar(20));
insert into shop.orders values (1, 'ann', 200), (2, 'bob', 20);
create function shop.large() returns setof shop.orders language plpgsql stable as $$
begin
    return query select o.id, o."Buyer", o.total from shop.orders o where o.total > 100;
    return query table shop.orders;
end;
$$;
create function shop.lines() returns setof shop.line language plpgsql stable as $$
begin
    return query select 1, o."Buyer"::varchar(20) from shop.orders o;
end;
$$;
select * from shop.large();
select * from shop.lines();
