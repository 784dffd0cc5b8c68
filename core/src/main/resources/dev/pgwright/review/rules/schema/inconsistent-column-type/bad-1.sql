create table products (sku text primary key, created_at timestamptz not null);
create table prices (sku varchar(40), valid_from date, created_at timestamptz not null, primary key (sku, valid_from));
create table stock (
-- @finds sku is bigint in stock and text in prices and one other
    sku bigint primary key,
-- @finds created_at is timestamp in stock and timestamptz in prices and one other
    created_at timestamp not null
);
