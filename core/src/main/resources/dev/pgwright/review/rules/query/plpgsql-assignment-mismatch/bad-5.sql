create schema shop;
create table shop.orders (id bigint primary key, gone text, "Buyer" text not null, total numeric(12, 2) not null);
alter table shop.orders drop column gone;
create type shop.line as (number integer, name varchar(20));
create function shop.large() returns setof shop.orders language plpgsql stable as $$
begin
-- @finds The query gives 2 columns, and the function returns 3
    return query select o.id, o."Buyer" from shop.orders o where o.total > 100;
end;
$$;
create function shop.swapped() returns setof shop.orders language plpgsql stable as $$
begin
-- @finds Column 1 of the query, Buyer, is of type text, and the function returns bigint there
    return query select o."Buyer", o.id, o.total from shop.orders o;
end;
$$;
create function shop.lines() returns setof shop.line language plpgsql stable as $$
begin
-- @finds Column 2 of the query, Buyer, is of type text, and the function returns character varying there
    return query select 1, o."Buyer" from shop.orders o;
end;
$$;
-- @fails 42804
select * from shop.swapped();
