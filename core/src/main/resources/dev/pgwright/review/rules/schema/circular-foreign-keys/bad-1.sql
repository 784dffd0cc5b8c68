create table customers (id bigint primary key, favourite_id bigint not null);
create table orders (id bigint primary key, customer_id bigint not null references customers);
alter table customers add foreign key (favourite_id) references orders;
alter table orders drop constraint orders_customer_id_fkey;
-- @finds Foreign keys go in a circle, customers -> orders -> customers, and each has to be fulfilled at once
alter table orders add foreign key (customer_id) references customers;
