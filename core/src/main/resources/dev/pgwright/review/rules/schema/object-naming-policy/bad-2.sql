-- @words index {table}_{columns}_idx
-- @words foreign-key fk_{table}_{columns}, {table}_{columns}_fkey
-- @words generic-columns id, name
create schema shop;
create table shop.orders (
-- @finds The column name id says too little where orders is joined with others
    id bigint primary key,
    customer_id bigint,
    referrer_id bigint references shop.orders,
-- @finds The foreign key name customer does not match fk_orders_customer_id or orders_customer_id_fkey
    constraint customer foreign key (customer_id) references shop.orders
);
-- @finds The index name by_customer does not match orders_customer_id_referrer_id_idx
create index by_customer on shop.orders (customer_id, referrer_id);
