-- @limit max-deviation 2
-- @query queryid 8: update orders set customer_id = $2 where id = $1
-- @counts 1000 2400000 5000 1000 480000 0 0.004
-- @says queryid 8 takes 2.4 s a call on average, with a standard deviation of 5.0 s
create table orders (id bigint primary key, customer_id bigint not null);
