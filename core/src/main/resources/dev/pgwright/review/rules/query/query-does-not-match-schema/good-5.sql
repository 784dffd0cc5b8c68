create schema shop;
create table shop.orders (id bigint primary key, number text not null, shop_id bigint not null, gone boolean not null default false, unique (shop_id, id));
create unique index orders_number_idx on shop.orders (shop_id, number) where not gone;
create unique index orders_lower_idx on shop.orders (lower(number));
create function shop.ordered(wanted bigint, text) returns void language plpgsql as $$
begin
    insert into shop.orders (id, number, shop_id) values (wanted, $2, 1) on conflict (id, shop_id) do nothing;
    insert into shop.orders (id, number, shop_id) values (wanted, $2, 1) on conflict do nothing;
end;
$$;
insert into shop.orders (id, number, shop_id) values (1, 'a', 1) on conflict (shop_id, number) where not gone do nothing;
insert into shop.orders (id, number, shop_id) values (1, 'a', 1) on conflict (lower(number)) do update set number = excluded.number;
insert into shop.orders (id, number, shop_id) values (1, 'b', 1) on conflict on constraint orders_pkey do nothing;
