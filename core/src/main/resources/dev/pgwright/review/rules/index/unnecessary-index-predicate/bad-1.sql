create table orders (
    id bigint primary key,
    customer_id bigint not null,
    total numeric not null constraint orders_total_positive check (total > 0)
);
-- @finds orders_customer of orders leaves no row out, as customer_id is NOT NULL, but queries have to repeat its predicate to use it
create index orders_customer on orders (total) where customer_id is not null;
-- @finds orders_positive of orders leaves no row out, as the check orders_total_positive says the same
create index orders_positive on orders (customer_id) where total > 0;
