create table customers (id bigint primary key, name text not null, loyalty_level text);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers on delete restrict,
-- @finds customer_name of orders repeats name of customers, and nothing says how the two are kept the same
    customer_name text not null,
-- @finds loyalty_level of orders repeats loyalty_level of customers
    loyalty_level text,
-- @finds total of orders sums up amount of order_lines
    total numeric not null
);
create table order_lines (
    order_id bigint references orders on delete cascade,
    line integer,
    amount numeric not null,
    primary key (order_id, line)
);
