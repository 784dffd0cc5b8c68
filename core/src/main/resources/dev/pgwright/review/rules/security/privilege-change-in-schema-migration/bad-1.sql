create table orders (id bigint primary key);
-- @finds This file changes the schema and who may use it, so that one review has to judge both
grant select on orders to pg_monitor;
