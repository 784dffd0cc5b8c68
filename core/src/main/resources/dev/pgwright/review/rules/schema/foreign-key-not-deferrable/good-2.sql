create table customers (id bigint primary key, email text unique not deferrable);
create table orders (id bigint primary key, customer_id bigint references customers);
alter table orders alter constraint orders_customer_id_fkey deferrable initially deferred;
