-- @before
create schema crm;
create table crm.contacts (id bigint primary key, fax text);
-- @migration 2
-- @finds The default of fax is a text of four letters
alter table crm.contacts alter column fax set default 'Null';
