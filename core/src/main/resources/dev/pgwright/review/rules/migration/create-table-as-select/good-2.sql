-- @before
create table orders (id bigint primary key, state text);
-- @migration 2 transaction
create temporary table open_orders as select id from orders where state = 'open';
select id into temp closed_orders from orders where state = 'closed';
create table numbers as select n from generate_series(1, 10) as n;
create table doubled as select n * 2 as n from numbers;
