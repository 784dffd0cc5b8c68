create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds customer_id is integer, but customers.id is bigint, so that rows beyond 2147483647 cannot be referred to
    customer_id integer not null references customers
);
