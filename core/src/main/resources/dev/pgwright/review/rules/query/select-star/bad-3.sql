create schema shop;
create table shop.orders (id bigint primary key, "Number" text not null, total numeric(12, 2) not null);
create table shop.gone (id bigint primary key, "Number" text not null, total numeric(12, 2) not null);
create function shop.counted(wanted bigint) returns bigint language plpgsql as $$
declare
    one shop.gone%rowtype;
    other record;
begin
-- @finds * reads all columns of orders
    select * into one from shop.orders where id = wanted;
-- @finds o.* reads all columns of o
    select o.* into other from shop.orders o where o.id = wanted;
    return one.id + other.id;
end;
$$;
