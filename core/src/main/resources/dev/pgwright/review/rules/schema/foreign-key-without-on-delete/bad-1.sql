create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds Nothing says what becomes of rows of orders when their customers is deleted
    customer_id bigint not null references customers
);
