create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id integer references customers);
alter table orders alter column customer_id type bigint;
