-- @before
create table orders (id bigint primary key, customer_id bigint not null, note text, placed date not null);
-- @query orders.sql:1: select id, note from orders where customer_id = $1 order by placed desc
-- @migration 2
create index concurrently orders_customer on orders (customer_id, placed);
-- @finds None of 1 known query looks for rows of public.orders by note, and no foreign key does
create index concurrently orders_note on orders (note, customer_id);
