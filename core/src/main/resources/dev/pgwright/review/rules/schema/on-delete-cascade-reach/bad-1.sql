create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds Deleting a row of customers deletes those of orders with it, which are worth keeping
    customer_id bigint not null references customers on delete cascade
);
create table "AuditEntry" (
    id bigint primary key,
-- @finds Deleting a row of customers deletes those of AuditEntry with it
    customer_id bigint not null references customers on delete cascade
);
