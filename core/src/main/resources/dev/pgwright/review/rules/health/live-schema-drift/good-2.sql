-- done by hand and taken back, in a schema beside public
-- @drifted
-- @before
create schema shop;
create table shop."Items" (id bigint primary key, name text not null default 'none');
-- @migration by-hand
alter table shop."Items" add column note text;
alter table shop."Items" drop column note;
alter table shop."Items" alter column name type varchar(40);
alter table shop."Items" alter column name type text;
create index items_name on shop."Items" (name);
drop index shop.items_name;
