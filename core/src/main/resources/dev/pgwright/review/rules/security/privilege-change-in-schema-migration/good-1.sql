-- @before
create table orders (id bigint primary key);
-- @migration 1
grant select on orders to pg_monitor;
revoke all on orders from public;
-- @migration 2
alter table orders add column note text;
