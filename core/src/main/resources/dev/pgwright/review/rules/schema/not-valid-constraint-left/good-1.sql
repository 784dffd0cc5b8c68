create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint, total numeric);
alter table orders add constraint orders_customer foreign key (customer_id) references customers not valid;
alter table orders add constraint orders_total check (total > 0) not valid;
alter table orders validate constraint orders_customer;
alter table orders validate constraint orders_total;
