create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz not null, deleted_at timestamptz);
create index orders_customer on orders (customer_id, placed_at);
-- pages are turned by it
create index orders_pages on orders (placed_at, id);
-- asked for NULL, which is one value
create index orders_live on orders (deleted_at, customer_id);
create index orders_placed on orders (placed_at) include (customer_id);
