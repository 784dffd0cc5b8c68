create table orders (id bigint primary key, tenant int not null);
alter table orders enable row level security, force row level security;
create policy tenant on orders using (tenant = 1);
