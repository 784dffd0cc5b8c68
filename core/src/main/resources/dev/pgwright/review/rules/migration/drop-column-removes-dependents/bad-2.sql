-- @before
create schema crm;
create table crm."Lead" (tenant bigint, id bigint, "Closed" boolean, since date, until date,
    constraint lead_key primary key (tenant, id), constraint in_order check (since <= until));
create index lead_open on crm."Lead" (since) where not "Closed";
create index lead_since on crm."Lead" (since, until);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table crm."Lead"
-- @finds goes what other columns need: index lead_open
    drop "Closed",
-- @finds check constraint in_order (since, until), index lead_since
    drop column if exists until,
-- @finds primary key lead_key (tenant, id)
    drop column tenant;
