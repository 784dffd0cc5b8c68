create table orders (id bigint primary key, tenant int not null);
alter table orders enable row level security;
-- @finds The policy tenant on orders calls current_setting() for each row, though it is the same for all
create policy tenant on orders using (tenant = current_setting('app.tenant')::int);
