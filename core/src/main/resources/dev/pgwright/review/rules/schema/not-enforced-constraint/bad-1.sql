create table orders (
    id bigint generated always as identity primary key,
    total numeric(12, 2) not null,
-- @finds orders_total_check of orders is NOT ENFORCED
    check (total >= 0) not enforced
);
