-- @query queryid 7: select id, customer_id from orders where placed_at > $1 limit $2
-- @counts 20000 90000 3 1000000 4000000 0 0.1
-- the pages of customers, whatever the orders
-- @query queryid 8: select name from customers where id = $1
-- @counts 340000 70000 1 340000 4000000 0 0.1
-- no key leads there
-- @query queryid 9: select body from pages where id = $1
-- @counts 1000400 70000 1 1000400 4000000 0 0.1
create table customers (id bigint primary key, name text not null);
create table pages (id bigint primary key, body text not null);
create table orders (id bigint primary key, customer_id bigint not null references customers, placed_at timestamptz not null);
