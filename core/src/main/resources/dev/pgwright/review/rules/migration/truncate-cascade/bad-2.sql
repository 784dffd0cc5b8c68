-- @before
create schema crm;
create table crm."Lead" (id bigint primary key);
create table crm.calls (id bigint primary key, lead_id bigint references crm."Lead" on delete set null);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds crm.calls
truncate table crm."Lead" restart identity cascade;
