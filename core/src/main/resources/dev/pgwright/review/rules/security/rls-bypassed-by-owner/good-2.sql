-- @words application-roles shop_app
do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key, tenant int not null);
create table notes (id bigint primary key, tenant int not null);
alter table orders enable row level security;
alter table notes enable row level security;
create policy tenant on orders using (tenant = 1);
create policy tenant on notes to shop_app using (tenant = 1);
grant select (id) on orders to shop_app;
