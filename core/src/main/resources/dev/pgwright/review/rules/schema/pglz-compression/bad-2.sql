-- @before
create schema site;
create table site.pages (id bigint primary key, body text, raw bytea);
-- @migration 2
alter table site.pages alter column body set statistics 500;
-- @finds raw of site.pages compresses large values with pglz
alter table site.pages alter column raw set compression pglz;
