do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, buyer text not null);
alter table orders enable row level security;
create policy own on orders using (buyer = current_user);
create policy archive on orders for select using (id < 0);
grant select, insert, update, delete on orders to shop_app;
