-- @limit least-names 4
create table customers (id bigint primary key, created_at timestamptz, is_blocked boolean not null);
create table orders (id bigint primary key, paid_at timestamptz, is_paid boolean not null);
create table invoices (id bigint primary key, sent_at timestamptz, is_sent boolean not null);
create table payments (id bigint primary key, made_at timestamptz, is_final boolean not null);
-- @finds product is not called as the others: 4 of 5 tables are in the plural
create table product (
-- @finds product.product_id is not called as the others: 4 of 5 primary keys of one column are called id
    product_id bigint primary key,
-- @finds product.creation_date is not called as the others: 4 of 5 columns of timestamps end with at
    creation_date timestamptz,
-- @finds product.sold is not called as the others: 4 of 5 boolean columns begin with is, has or the like
    sold boolean not null
);
