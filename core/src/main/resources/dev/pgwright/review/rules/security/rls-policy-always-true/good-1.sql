do $$ begin create role shop_admin; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, buyer text not null);
alter table orders enable row level security;
create policy everybody_reads on orders for select using (true);
create policy own on orders using (buyer = current_user);
create policy administration on orders to shop_admin using (true) with check (true);
