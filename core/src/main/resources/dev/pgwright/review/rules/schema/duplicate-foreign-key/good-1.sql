create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers,
    payer_id bigint not null references customers,
    self_id bigint references orders
);
create table archived_orders (id bigint primary key, customer_id bigint not null references customers);
