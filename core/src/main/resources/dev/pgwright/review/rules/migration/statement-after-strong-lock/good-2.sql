-- @before
create table dogs (id bigint primary key, owner_id bigint, name text);
-- @migration 2 transaction
create table chips (id bigint primary key, code text);
alter table chips add column dog_id bigint;
create index chips_code on chips (code);
alter table dogs add column chip text;
alter table dogs alter column name type varchar(20);
