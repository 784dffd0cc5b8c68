-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, note text);
-- @migration 2
create table orders_copy (id bigint primary key, note text);
insert into orders_copy select id, note from orders;
insert into orders select 1, 'one' from orders limit 1;
