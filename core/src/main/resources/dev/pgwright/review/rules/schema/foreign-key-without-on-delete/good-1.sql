create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers on delete restrict,
    referrer_id bigint references customers on delete set null
);
