create table accounts (id bigint primary key, tenant int not null);
create policy own_rows on accounts using (tenant = 1);
drop policy own_rows on accounts;
