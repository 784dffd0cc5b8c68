create table customers (id bigint primary key, name text);
create table orders (
    id bigint primary key,
    customer_id bigint not null references customers,
    external_customer_id bigint,
    order_id bigint,
    subject_id bigint,
    subject_type text
);
create table subjects (id bigint primary key);
alter table orders add foreign key (order_id) references orders;
create table payments (id bigint, paid date, customer_id bigint, primary key (id, paid)) partition by range (paid);
create table payments_2026 partition of payments for values from ('2026-01-01') to ('2027-01-01');
alter table payments_2026 add foreign key (customer_id) references customers;
create table customer_log (customer_id bigint, at timestamptz, what text);
