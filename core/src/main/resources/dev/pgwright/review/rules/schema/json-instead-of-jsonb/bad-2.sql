-- @before
create table devices (id bigint primary key, settings text);
create domain document as json;
-- @migration 2
-- @finds settings is json,
alter table devices alter column settings type json using settings::json;
-- @finds report is json (by the domain document)
alter table devices add column report document;
