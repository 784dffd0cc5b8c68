-- @before
create schema crm;
create table crm."Lead" (id bigint primary key);
-- @migration 2 transaction
create table crm.calls (id bigint primary key, lead bigint references crm."Lead");
create table crm.notes (id bigint primary key, call bigint references crm.calls);
alter table crm."Lead" add column closed boolean;
-- @down
-- @finds PostgreSQL refuses this way back: cannot drop table crm.calls
drop table crm.calls;
drop table crm.notes;
alter table crm."Lead" drop column closed;
