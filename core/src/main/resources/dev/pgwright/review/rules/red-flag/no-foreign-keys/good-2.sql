create table customers (id bigint primary key, name text not null);
create table events (
    id bigint primary key,
    customer_id text not null,
    session_id bigint not null,
    order_id bigint not null
);
create table settings (id bigint primary key, customer_id bigint, name text);
create table logs (id bigint primary key, customer_id bigint);
