create table customers (
    id bigint generated always as identity primary key,
    email text not null unique,
    name text not null
);

create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers (id),
    status text not null default 'new',
    total numeric(12, 2) not null,
    placed_at timestamptz not null default now()
);

create index orders_customer_id_placed_at on orders (customer_id, placed_at);
