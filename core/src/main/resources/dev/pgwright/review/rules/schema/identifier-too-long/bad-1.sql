create table orders (id bigint primary key, customer_id bigint);
-- @finds A name has 76 bytes; PostgreSQL keeps 63 and makes it orders_by_customer_and_everything_else_that_might_be_asked_for_
create index orders_by_customer_and_everything_else_that_might_be_asked_for_some_day_soon on orders (customer_id);
