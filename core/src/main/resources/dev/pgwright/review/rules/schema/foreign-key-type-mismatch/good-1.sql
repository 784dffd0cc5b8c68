create domain customer_number as bigint;
create table customers (id bigint generated always as identity primary key, code text unique);
create table orders (
    id bigint primary key,
    customer_id customer_number references customers,
    customer_code varchar references customers (code)
);
