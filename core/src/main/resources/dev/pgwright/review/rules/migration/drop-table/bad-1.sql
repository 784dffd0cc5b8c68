-- @before
create table customers (id bigint primary key);
create table visits (id bigint primary key, customer_id bigint references customers);
-- @migration 2
-- @finds Table public.visits is dropped
drop table visits;
