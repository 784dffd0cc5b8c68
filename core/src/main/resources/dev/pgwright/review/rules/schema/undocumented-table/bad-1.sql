-- @finds Nothing says what a row of orders is
create table orders (id bigint primary key, total numeric not null);
-- @finds Nothing says what a row of large_orders is
create view large_orders as select id from orders where total > 1000;
comment on column orders.total is 'with tax';
