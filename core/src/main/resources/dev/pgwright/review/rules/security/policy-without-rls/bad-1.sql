create table accounts (id bigint primary key, tenant int not null);
-- @finds The policy own_rows on accounts does nothing, as row-level security is off there
create policy own_rows on accounts using (tenant = (select current_setting('app.tenant')::int));
