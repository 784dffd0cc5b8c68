create table customers (id bigint primary key, name text);
create table orders (id bigint primary key, customer_id bigint references customers);
-- @finds coupons neither refers to another table nor is referred to, as 2 of 3 tables do
create table coupons (id bigint primary key, code text unique);
