create table orders (id bigint primary key, customer_id bigint, number int, placed_at timestamptz, status text);
-- uniqueness is something that the longer one does not have
create unique index orders_number on orders (number);
create index orders_number_customer on orders (number, customer_id);
-- not the leading key
create index orders_status on orders (status);
create index orders_customer_status on orders (customer_id, status);
-- other rows
create index orders_open on orders (placed_at) where status = 'open';
create index orders_placed_customer on orders (placed_at, customer_id);
-- no direction in which the one is read gives the order of the other
create index orders_place_number on orders (customer_id, placed_at, number);
create index orders_place_mixed on orders (customer_id, placed_at desc nulls last);
