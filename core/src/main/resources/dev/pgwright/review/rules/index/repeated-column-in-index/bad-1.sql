create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz);
-- @finds orders_customer of orders has customer_id twice, and the second one tells no entries apart
create index orders_customer on orders (customer_id, placed_at, customer_id desc);
