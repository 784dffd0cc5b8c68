do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, buyer text not null);
create table prices (id bigint primary key, price numeric);
alter table orders enable row level security;
alter table orders force row level security;
create policy own on orders using (buyer = current_user);
create view open_orders as select id, buyer from orders;
create view price_list as select id, price from prices;
grant select on open_orders, price_list to shop_app;
