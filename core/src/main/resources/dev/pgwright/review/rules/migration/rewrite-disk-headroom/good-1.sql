-- @table orders 212000000 41000000000
-- @before
create table orders (id integer primary key, note varchar(10));
-- @migration 2
alter table orders alter column note type varchar(20);
alter table orders add column id_wide bigint;
truncate orders;
