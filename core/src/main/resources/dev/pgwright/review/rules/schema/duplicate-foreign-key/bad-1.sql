create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint not null constraint orders_customer references customers,
-- @finds orders_customer_again of orders checks what orders_customer checks already, so that every write is looked up twice
    constraint orders_customer_again foreign key (customer_id) references customers (id)
);
