do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, buyer text not null);
alter table orders enable row level security;
create policy own on orders using (buyer = current_user);
create view open_orders with (security_invoker = true) as select id, buyer from orders;
grant select on open_orders to shop_app;
create view all_orders as select id, buyer from orders;
