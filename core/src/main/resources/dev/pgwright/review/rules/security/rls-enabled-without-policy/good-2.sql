create table invoices (id bigint primary key, customer text not null);
alter table invoices enable row level security;
alter table invoices disable row level security;
