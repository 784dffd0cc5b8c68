create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers deferrable initially immediate,
    payer_id bigint references customers initially deferred
);
