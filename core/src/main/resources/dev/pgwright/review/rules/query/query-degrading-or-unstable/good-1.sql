-- @query queryid 7: select id from orders where customer_id = $1
-- @counts 40000 1600000 45 80000 480000 0 0.1
create table orders (id bigint primary key, customer_id bigint not null);
