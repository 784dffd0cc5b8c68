-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, "Owner" bigint not null, phone text constraint phone_given not null);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table crm."Lead"
    add column source text,
-- @finds Column Owner of crm.Lead
    alter "Owner" drop not null;
-- @finds Column phone of crm.Lead
alter table crm."Lead" drop constraint phone_given;
