create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds orders_customer_id_fkey of orders is not DEFERRABLE, so that rows of customers have to be there first
    customer_id bigint not null references customers
);
