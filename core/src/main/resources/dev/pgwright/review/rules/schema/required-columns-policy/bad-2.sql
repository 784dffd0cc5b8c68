-- @words columns tenant_id bigint, changed_at timestamptz
-- @words except .*_(types|states)
create schema shop;
-- @finds shop.orders lacks tenant_id bigint and changed_at timestamptz
create table shop.orders (
    id bigint primary key,
    tenant_id integer not null,
    changed_at timestamp not null
);
create table shop.order_states (code text primary key);
-- @finds shop.lines lacks changed_at timestamptz
create table shop.lines (id bigint primary key, tenant_id bigint, changed_at timestamptz);
alter table shop.lines drop column changed_at;
