create table customers (id bigint primary key, name text not null);
create table articles (id bigint primary key, name text not null);
create table orders (
    id bigint primary key,
    customer_id bigint not null
);
-- @finds 4 columns reference other tables by their names, such as order_lines.order_id, order_lines.article_id, orders.customer_id, and no foreign key in the schema checks any
create table order_lines (order_id bigint, article_id bigint, primary key (order_id, article_id));
create table reviews (id bigint primary key, article_id bigint not null, body text);
