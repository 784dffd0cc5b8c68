-- @before
create table orders (id bigint primary key, total numeric);
create type money_amount as (amount numeric, currency text);
-- @migration 2
-- not there, made here, temporary, and an attribute of a type
alter table orders drop column if exists note;
alter table orders add column draft text;
alter table orders drop column draft;
create temporary table staged (id bigint, note text);
alter table staged drop column note;
alter type money_amount drop attribute currency;
