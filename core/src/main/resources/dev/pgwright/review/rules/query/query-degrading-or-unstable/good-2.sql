-- fast on average
-- @query queryid 7: select id from orders where customer_id = $1
-- @counts 40000 20000 90 80000 480000 0 0.1
-- too few calls
-- @query queryid 8: select count(*) from orders
-- @counts 12 1600 900 80000 480000 0 0.1
create table orders (id bigint primary key, customer_id bigint not null);
