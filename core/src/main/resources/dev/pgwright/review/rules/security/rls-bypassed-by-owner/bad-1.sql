create table orders (id bigint primary key, tenant int not null);
-- @finds Nobody but its owner was given any privilege on orders, and its policies do not bind the owner
alter table orders enable row level security;
create policy tenant on orders using (tenant = (select current_setting('app.tenant')::int));
