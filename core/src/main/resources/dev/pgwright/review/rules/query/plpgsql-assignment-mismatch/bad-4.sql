create schema shop;
create table shop.orders (id bigint primary key, "Buyer" text not null, total numeric(12, 2) not null);
create function shop.counted() returns table (buyer text, number integer) language plpgsql stable as $$
begin
-- @finds Column 2 of the query, count, is of type bigint, and the function returns integer there
    return query select o."Buyer", count(*) from shop.orders o group by o."Buyer";
end;
$$;
create function shop.buyers() returns setof varchar language plpgsql stable as $$
begin
-- @finds The query gives 2 columns, and the function returns 1
    return query select o."Buyer", o.total from shop.orders o;
-- @finds is of type text, and the function returns character varying there
    return query select o."Buyer" from shop.orders o;
end;
$$;
-- @fails 42804
select * from shop.counted();
