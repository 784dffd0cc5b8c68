-- not valid is something else: new rows are checked
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers not enforced);
alter table orders alter constraint orders_customer_id_fkey enforced;
alter table orders add check (id > 0) not valid;
