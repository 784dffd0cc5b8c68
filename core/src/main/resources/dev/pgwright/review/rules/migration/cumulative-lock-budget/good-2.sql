-- @table orders 40000000 8000000000
-- @table invoices 40000000 8000000000
-- @before
create table orders (id bigint primary key, total numeric);
create table invoices (id bigint primary key, total numeric);
-- @migration 2
alter table orders alter column total set not null;
alter table invoices alter column total set not null;
