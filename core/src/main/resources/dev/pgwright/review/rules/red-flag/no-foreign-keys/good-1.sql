create table customers (id bigint primary key, name text not null);
create table articles (id bigint primary key, name text not null);
create table orders (id bigint primary key, customer_id bigint not null references customers on delete restrict);
create table order_lines (
    order_id bigint references orders on delete cascade,
    article_id bigint,
    primary key (order_id, article_id)
);
create table reviews (id bigint primary key, article_id bigint not null, customer_id bigint not null);
