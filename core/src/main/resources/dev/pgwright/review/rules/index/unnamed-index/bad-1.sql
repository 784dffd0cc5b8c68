create table orders (id bigint primary key, customer_id bigint);
-- @finds The index of orders has the name that PostgreSQL finds free, which may be another one in another database
create index on orders (customer_id);
