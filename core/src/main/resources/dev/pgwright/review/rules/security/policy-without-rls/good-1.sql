create table accounts (id bigint primary key, tenant int not null);
create policy own_rows on accounts using (tenant = (select current_setting('app.tenant')::int));
alter table accounts enable row level security;
