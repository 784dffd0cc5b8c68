-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers, state text, placed date, email text);
create table days (day date primary key, placed date);
create view recent as select day from days where placed > current_date - 7;
-- @query orders.sql:1: select id from orders where (placed, id) < ($1, $2) order by placed desc, id desc limit 20
-- @query orders.sql:4: select id from orders where lower(email) = lower($1)
-- @query orders.sql:9: select count(*) from recent
-- @migration 2
create index orders_customer on orders (customer_id);
create index orders_placed on orders (placed, id);
create index orders_email on orders (lower(email));
create unique index orders_state on orders (id, state);
-- the view may look for it
create index days_placed on days (placed);
create table parcels (id bigint primary key, code text);
-- nobody can know queries of a new table
create index parcels_code on parcels (code);
