create table customers (id bigint primary key, name text);
create table orders (
    id bigint primary key,
-- @finds orders.customer_id is called and typed like a reference to customers.id, and no foreign key keeps it from pointing to nothing
    customer_id bigint not null,
-- @finds orders.paying_customer_id is called and typed like a reference to customers.id
    paying_customer_id integer
);
