-- @query orders.sql:12: select o.id from orders o join customers c on c.id = o.customer_id where c.status = $1
-- @query orders.sql:20: select id, status from orders join customers using (id)
-- @query cart.sql:3: with orders as (select 1 as status) select status from orders
-- @query cart.sql:4: insert into orders (id) values ($1)
-- @before
create table customers (id bigint primary key, status text);
create table orders (id bigint primary key, customer_id bigint, status text, note varchar(10), total integer);
-- @migration 2
-- customers has a status too: nobody can tell whose orders.sql:20 means, and PostgreSQL refuses it already
alter table orders drop column status;
alter table orders alter column total type bigint, alter column note type text;
alter table orders add column state text not null default 'new';
