create table orders (id bigint primary key, customer_id bigint not null, placed_at timestamptz not null);
-- @finds orders_customer of orders can do nothing that orders_customer_placed cannot: that begins with the same keys, and every write keeps both
create index orders_customer on orders (customer_id);
create index orders_customer_placed on orders (customer_id, placed_at desc);
-- @finds orders_placed of orders can do nothing that orders_placed_down cannot: that begins with the same keys, to be read backwards
create index orders_placed on orders (placed_at);
create index orders_placed_down on orders (placed_at desc, customer_id);
