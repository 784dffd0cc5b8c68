create table invoices (id bigint primary key, total numeric not null);
-- @finds invoices has row-level security but no policy, so that it is empty for all but its owner
alter table invoices enable row level security;
