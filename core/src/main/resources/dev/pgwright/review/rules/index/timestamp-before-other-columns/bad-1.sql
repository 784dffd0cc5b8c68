create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz not null, status text);
-- @finds orders_placed of orders has placed_at before customer_id: with a range of placed_at a search cannot narrow its scan by what is behind
create index orders_placed on orders (placed_at, customer_id);
-- @finds orders_status of orders has placed_at before customer_id, id
create index orders_status on orders (status, placed_at, customer_id, id);
