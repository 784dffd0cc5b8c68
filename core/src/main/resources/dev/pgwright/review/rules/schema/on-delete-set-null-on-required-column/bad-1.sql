create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
-- @finds Deleting a row of customers fails while orders refers to it: SET NULL has nothing to set customer_id to
    customer_id bigint not null references customers on delete set null
);
create table discounts (
-- @finds Deleting a row of customers fails while discounts refers to it: SET NULL has nothing to set customer_id to
    customer_id bigint primary key references customers on delete set null,
    percent numeric not null
);
