create table invoices (id bigint primary key, customer text not null);
alter table invoices enable row level security;
create policy own on invoices using (customer = current_user);
