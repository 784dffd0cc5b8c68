-- @before
create table orders (id bigint primary key, tenant int not null);
create table notes (id bigint primary key, tenant int not null);
alter table orders enable row level security;
-- @migration 1
create policy tenant on orders using (tenant = 1);
create policy tenant on notes as restrictive using (tenant = 1);
