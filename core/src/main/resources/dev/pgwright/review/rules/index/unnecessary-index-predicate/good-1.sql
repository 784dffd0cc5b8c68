create table orders (
    id bigint primary key,
    customer_id bigint,
    status text not null,
    total numeric check (total > 0),
    rate numeric not null
);
create index orders_customer on orders (customer_id) where customer_id is not null;
create index orders_open on orders (id) where status = 'open';
-- the check lets NULL pass, the index leaves it out
create index orders_positive on orders (customer_id) where total > 0;
create index orders_both on orders (status) where status is not null and customer_id is not null;
