create table orders (id bigint primary key, total numeric not null);
comment on table orders is 'One row for each order that a customer has paid.';
create view large_orders as select id from orders where total > 1000;
comment on view large_orders is 'Orders that somebody looks at.';
create temporary table picked (id bigint);
create temporary view picked_twice as select id, id as again from picked;
