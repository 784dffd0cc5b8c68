-- @query orders.sql:12: select o.id, o.status from orders o where o.customer_id = $1
-- @query cart.sql:3: insert into orders (id, status) values ($1, $2)
-- @query other.sql:1: select status from deliveries
-- @before
create table orders (id bigint primary key, customer_id bigint, status text);
create table deliveries (id bigint primary key, status text);
-- @migration 2
-- @finds Dropping status of public.orders breaks 2 known queries: orders.sql:12, cart.sql:3
alter table orders add column state text, drop column status;
-- @migration 3
-- @finds Renaming public.deliveries breaks 1 known query: other.sql:1
alter table deliveries rename to shipments;
