-- @table orders 212000000 41000000000
-- @table drafts 212000000 41000000000
-- @standby standby berlin
-- @before
create table orders (id bigint primary key, note text);
create unlogged table drafts (id integer primary key);
-- @migration 2
alter table orders add column colour text;
update orders set note = '' where id between 1 and 1000;
alter table drafts alter column id type bigint;
