-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, code text constraint code_once unique, "Phone" text);
create table crm.calls (id bigint primary key, code text references crm."Lead" (code));
create view crm.phones as select "Phone" from crm."Lead";
create sequence crm.ticket;
create table crm.tickets (id bigint default nextval('crm.ticket'));
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds view crm.phones
alter table crm."Lead" drop column "Phone" cascade,
-- @finds foreign key calls_code_fkey of crm.calls
    drop constraint code_once cascade;
-- @finds numbers from crm.ticket
drop sequence crm.ticket cascade;
