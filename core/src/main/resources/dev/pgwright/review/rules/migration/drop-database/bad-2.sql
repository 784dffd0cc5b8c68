-- @before
create table orders (id bigint primary key);
-- @migration 2
-- @finds Database Old Shop
drop database if exists "Old Shop" with (force);
