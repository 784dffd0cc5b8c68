-- @drifted
-- @before
create table orders (id bigint primary key, total numeric(12, 2) not null, at timestamptz not null);
create table events (at timestamptz not null, what text not null) partition by range (at);
-- @migration by-hand
-- in public: partitions come and go
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
-- another application's schema
create schema billing;
create table billing.invoices (id bigint primary key);
-- what migration tools keep account in
create table flyway_schema_history (installed_rank integer primary key, version text);
