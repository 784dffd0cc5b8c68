-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, region text);
create table crm.calls (id bigint primary key, lead bigint);
-- @migration 2 transaction
-- @finds crm.Lead, which is rewritten with all of its indexes afterwards by migration 3
alter table crm."Lead" add constraint region_once unique (region);
-- @finds crm.calls, which is dropped afterwards by migration 3
create index calls_lead on crm.calls (lead);
-- @migration 3
alter table crm."Lead" add column token uuid default gen_random_uuid();
drop table crm.calls;
