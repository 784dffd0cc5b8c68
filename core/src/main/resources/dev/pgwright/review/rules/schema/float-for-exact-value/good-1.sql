create table products (
    id bigint generated always as identity primary key,
    unit_price numeric(12, 2) not null,
    fee_cents bigint not null
);
