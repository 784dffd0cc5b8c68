create schema shop;
create table shop.orders (id bigint primary key, "Number" text not null, shop_id bigint not null, gone boolean not null default false);
create unique index orders_number_idx on shop.orders (shop_id, "Number") where not gone;
create function shop.ordered(wanted bigint, text) returns void language plpgsql as $$
begin
-- @finds No unique index or constraint is for (Number) of shop.orders
    insert into shop.orders (id, "Number", shop_id) values (wanted, $2, 1) on conflict ("Number") do nothing;
end;
$$;
create function shop.ordered(wanted bigint) returns void language plpgsql as $$
begin
-- @finds No unique index or constraint is for (shop_id, Number) of shop.orders
    insert into shop.orders (id, "Number", shop_id) values (wanted, 'a', 1) on conflict (shop_id, "Number") do nothing;
end;
$$;
-- @fails 42P10
select shop.ordered(1);
