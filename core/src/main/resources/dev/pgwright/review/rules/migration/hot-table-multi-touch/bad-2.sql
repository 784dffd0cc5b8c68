-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, region text);
create table crm.calls (id bigint primary key);
-- @limit migrations 2
-- @migration 2 transaction
alter table crm.calls add column at timestamptz;
create index lead_region on crm."Lead" (region);
-- @migration 3
-- @finds last of 2 pending migrations that each block the writers of crm.calls: 2, 3
alter table crm.calls add column lead bigint;
-- @migration 4
create index concurrently lead_upper on crm."Lead" (upper(region));
