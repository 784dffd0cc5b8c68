create table orders (
    id bigint primary key,
    total numeric not null check (total > 0)
);
comment on column orders.id is 'counted, never shown to customers';
comment on column orders.total is 'in euros, with tax';
create index orders_total on orders (total);
create function tax(amount numeric) returns numeric language sql immutable as 'select amount * 0.19';
comment on function tax is 'the part of an amount that is tax';
