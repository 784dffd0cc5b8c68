-- @limit most-large-columns 2
create schema cms;
create table cms.pages (id bigint primary key, html text, picture bytea);
-- @finds cms.documents has 3 columns of any size (html, picture, meta)
alter table cms.pages rename to documents;
alter table cms.documents add column meta json;
