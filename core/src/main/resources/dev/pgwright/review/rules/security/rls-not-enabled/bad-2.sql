-- @words schemas api, tenants
create schema api;
create schema internal;
create table internal.jobs (id bigint primary key);
-- @finds api.orders has no row-level security
create table api.orders (id bigint primary key);
