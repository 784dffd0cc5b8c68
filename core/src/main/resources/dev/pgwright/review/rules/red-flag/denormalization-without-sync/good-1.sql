create table customers (id bigint primary key, name text not null, unit_price numeric, created_at timestamptz);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers on delete restrict,
    name text not null,
    customer_name text not null,
    unit_price numeric,
    created_at timestamptz,
    comment_count integer
);
comment on column orders.customer_name is 'as it was when the order was placed; never changed';
