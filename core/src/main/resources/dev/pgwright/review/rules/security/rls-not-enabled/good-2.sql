-- @words schemas api
create schema api;
create table jobs (id bigint primary key);
create table api.orders (id bigint, tenant int not null, primary key (id, tenant)) partition by list (tenant);
create table api.orders_1 partition of api.orders for values in (1);
alter table api.orders enable row level security;
