create schema billing;
create schema shop;
create table shop.orders (id bigint primary key);
create table billing.invoices (
    id bigint primary key,
-- @finds billing.invoices refers to shop.orders, so that neither schema can be dumped
    order_id bigint not null references shop.orders
);
