-- @before
create table orders (id bigint primary key, tenant int not null);
alter table orders enable row level security;
create policy own on orders using (id > 0);
-- @migration 1
-- @finds Rows of orders that could be seen or changed so far no longer can where tenant does not hold
create policy tenant on orders as restrictive using (tenant = 1);
