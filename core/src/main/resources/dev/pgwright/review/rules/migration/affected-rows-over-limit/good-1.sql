-- @table orders 212000000 41000000000
-- @table colours 40 8192
-- @before
create table orders (id bigint primary key, note text);
create table colours (name text);
-- @migration 2
update orders set note = '' where id between 1 and 5000;
update colours set name = lower(name);
