-- @before
create schema "Crm";
create table "Crm"."Lead" (id bigint primary key, "isOpen" boolean, note text);
create table "Crm"."Note" (id bigint primary key, body text);
-- @migration 2 transaction
set local lock_timeout = '2s';
update "Crm"."Note" set body = trim(body);
alter table "Crm"."Lead"
    alter column note set default null,
-- @finds The default of isOpen
    alter column "isOpen" set default true;
