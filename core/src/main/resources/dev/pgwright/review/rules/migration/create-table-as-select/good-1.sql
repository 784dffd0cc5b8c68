-- @before
create table orders (id bigint primary key, state text not null default 'new');
-- @migration 2
create table orders_copy (like orders including all);
create table orders_shape as select * from orders with no data;
