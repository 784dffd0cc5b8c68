-- @before
create table orders (id bigint primary key, buyer text);
-- @migration 1
alter table orders enable row level security;
-- @finds This file changes the schema and who may use it, in 2 statements
create policy own on orders using (buyer = current_user);
alter default privileges grant select on tables to pg_monitor;
