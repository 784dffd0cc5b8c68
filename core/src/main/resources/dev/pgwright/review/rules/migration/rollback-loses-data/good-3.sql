-- @before
create table orders (id bigint primary key, total numeric(12,2), state text, code varchar(20), old_code text, note text);
create table prices (id bigint primary key, total numeric(14,4), name text);
-- @migration 2
alter table orders add column shop int;
-- the column is new, the values were NULL, or it is one row
update orders set shop = 1, note = '' where note is null;
update orders set state = 'new' where id = 7;
alter table orders alter column total type numeric(12,4);
alter table orders alter column code type varchar(40);
-- @down
alter table orders drop column shop;
alter table orders alter column total type numeric(12,2) using round(total, 2);
-- @migration 3
create table prices_before as select id, total, name from prices;
update prices set name = lower(name) where name <> '';
alter table prices alter column total type numeric(12,2);
-- @down
alter table prices alter column total type numeric(14,4);
update prices set name = b.name, total = b.total from prices_before b where b.id = prices.id;
-- @migration 4
update prices set name = upper(name) where name <> '';
