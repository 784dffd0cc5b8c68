-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, "Price" numeric(12,2), closed boolean);
create table crm.calls (id bigint primary key, lead bigint, at timestamptz);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table crm."Lead"
-- @finds Column amount of crm.Lead has the type of Price
    add column amount numeric(12, 2),
    add column note text,
    drop column if exists "Price";
-- @finds Table crm.talks has the columns of crm.calls
create table crm.talks (id bigint primary key, at timestamptz, lead bigint);
drop table crm.calls;
