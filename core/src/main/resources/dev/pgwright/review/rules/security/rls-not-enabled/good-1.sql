create table public.orders (id bigint primary key, tenant int not null);
alter table orders enable row level security;
create policy own on orders using (tenant = 1);
