create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint references customers enforced,
    total numeric check (total >= 0)
);
