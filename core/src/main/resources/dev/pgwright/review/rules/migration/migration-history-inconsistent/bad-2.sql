-- @before
create schema crm;
-- @migration 2024.1 transaction
create table crm.leads (id bigint primary key);
-- @migration 2024.2
create table crm.calls (id bigint primary key);
-- @finds The version 2024.1 is given twice
-- @migration 2024.1 transaction
create table crm.notes (id bigint primary key);
