-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers);
-- @migration 2
truncate customers, orders;
truncate orders restrict;
