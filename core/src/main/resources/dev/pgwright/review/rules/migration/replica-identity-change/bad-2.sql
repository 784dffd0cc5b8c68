-- @before
create schema crm;
create table crm."Lead" ("Code" text not null constraint code_once unique, region text not null, note text);
create table crm.calls (tenant bigint not null, number bigint not null);
create unique index calls_once on crm.calls (tenant, number);
alter table crm."Lead" replica identity using index code_once;
alter table crm.calls replica identity using index calls_once;
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds With index code_once
alter table crm."Lead" drop constraint code_once;
alter table crm.calls
    add column note text,
-- @finds With index calls_once goes the replica identity of crm.calls
    drop column tenant;
-- @finds leaves crm.calls without
alter table crm.calls replica identity default;
