-- @query queryid 7: select id from orders where customer_id = $1
-- @counts 40000 1600000 900 80000 480000 0 0.1
-- @says queryid 7 (10 % of the time) takes 40 ms a call on average, with a standard deviation of 900 ms
create table orders (id bigint primary key, customer_id bigint not null);
