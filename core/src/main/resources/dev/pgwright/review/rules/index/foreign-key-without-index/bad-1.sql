create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds Deleting a row of customers reads all of orders, as no index begins with customer_id
    customer_id bigint not null references customers,
    placed_at timestamptz
);
create index orders_placed_customer on orders (placed_at, customer_id);
