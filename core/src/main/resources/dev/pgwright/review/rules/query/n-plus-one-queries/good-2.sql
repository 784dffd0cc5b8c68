-- one row of each: an order and its customer
-- @query queryid 7: select id, customer_id from orders where id = $1
-- @counts 1000000 90000 3 1000000 4000000 0 0.1
-- @query queryid 8: select name from customers where id = $1
-- @counts 1000000 70000 1 1000000 4000000 0 0.1
-- all keys at once
-- @query queryid 9: select name from customers where id = any ($1)
-- @counts 20000 70000 1 1000000 4000000 0 0.1
create table customers (id bigint primary key, name text not null);
create table orders (id bigint primary key, customer_id bigint not null references customers);
