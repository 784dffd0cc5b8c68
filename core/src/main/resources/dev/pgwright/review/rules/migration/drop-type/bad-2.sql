-- @before
create schema crm;
create domain crm."Phone" as text check (value ~ '^[0-9+ ]+$');
create table crm.leads (id bigint primary key, phone crm."Phone");
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds crm.leads.phone
drop domain if exists crm."Phone" cascade;
