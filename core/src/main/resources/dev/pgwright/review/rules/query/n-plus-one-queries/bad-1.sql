-- @query queryid 7: select id, customer_id from orders where placed_at > $1 limit $2
-- @counts 20000 90000 3 1000000 4000000 0 0.1
-- @query queryid 8: select name from customers where id = $1
-- @counts 1000400 70000 1 1000400 4000000 0 0.1
-- @says queryid 8 (10 % of the time) was called 1000400 times, as often as queryid 7 (10 % of the time) gave rows of orders (1000000 in 20000 calls): it looks as if each of them were looked up in customers by id
create table customers (id bigint primary key, name text not null);
create table orders (id bigint primary key, customer_id bigint not null references customers, placed_at timestamptz not null);
