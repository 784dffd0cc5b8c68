do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, buyer text not null);
-- @finds The privilege INSERT on orders is of no use to shop_app, as no policy lets a row through for it
alter table orders enable row level security;
create policy own on orders for select using (buyer = current_user);
grant select, insert on orders to shop_app;
