-- no style that most have, or too little to tell
create table customer (id bigint primary key);
create table orders (order_id bigint primary key, paid boolean);
create table invoices (id bigint primary key, is_sent boolean);
create table tax_rate (tax_rate_id bigint primary key);
