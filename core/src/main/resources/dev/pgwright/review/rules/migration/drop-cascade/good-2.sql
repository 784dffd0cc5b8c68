-- @before
create table customers (id bigint primary key, name text);
create view names as select name from customers;
create table notes (id bigint primary key, parent bigint references notes);
-- @migration 2
drop view names restrict;
alter table customers drop column name;
drop table notes cascade;
create table draft (id bigint primary key);
create view drafts as select id from draft;
drop table draft cascade;
