-- @before
create table customers (id bigint primary key, external_number integer);
create table suppliers (id bigint primary key);
-- @migration 2
-- @finds external_number is text in suppliers and integer in customers
alter table suppliers add column external_number text;
