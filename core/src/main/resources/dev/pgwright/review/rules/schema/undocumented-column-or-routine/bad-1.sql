create table orders (
    id bigint primary key,
-- @finds Nothing says what the column orders.total is for
    total numeric not null
);
comment on column orders.id is 'counted, never shown to customers';
-- @finds Nothing says what the routine tax(amount numeric) is for
create function tax(amount numeric) returns numeric language sql immutable as 'select amount * 0.19';
