create schema shop;
create table shop.orders (id bigint primary key, "Buyer" text not null, total numeric(12, 2) not null);
create function shop.counted() returns table (buyer text, number integer, most numeric(12, 2)) language plpgsql stable as $$
begin
    return query select o."Buyer", count(*)::integer, max(o.total) from shop.orders o group by o."Buyer";
    return query select 'nobody', 0, 0.0;
end;
$$;
create function shop.large() returns setof shop.orders language plpgsql stable as $$
begin
    return query select o.* from shop.orders o where o.total > 100;
end;
$$;
create function shop.whatever(what anyelement) returns setof anyelement language plpgsql stable as $$
begin
    return query select what;
end;
$$;
select * from shop.counted();
select * from shop.large();
select * from shop.whatever(1);
