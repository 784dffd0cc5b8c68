create table customers (
    id bigint generated always as identity primary key,
    email text not null constraint customers_email_key unique,
    name text not null
);

create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null constraint orders_customer_fkey references customers,
    paid_at timestamptz,
    created_at timestamptz not null default now()
);

create index orders_customer_idx on orders (customer_id);

create table items (
    id bigint generated always as identity primary key,
    order_id bigint not null constraint items_order_fkey references orders,
    product text not null,
    cents bigint not null constraint items_cents_positive check (cents > 0)
);

create index items_order_idx on items (order_id);
