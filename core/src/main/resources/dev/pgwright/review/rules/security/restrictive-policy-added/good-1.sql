create table orders (id bigint primary key, tenant int not null);
alter table orders enable row level security;
create policy own on orders using (id > 0);
create policy tenant on orders as restrictive using (tenant = 1);
