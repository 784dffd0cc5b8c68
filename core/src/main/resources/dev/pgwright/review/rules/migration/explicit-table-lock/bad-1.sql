-- @before
create table stock (id bigint primary key, pieces integer);
-- @migration 2 transaction
-- @finds reading or writing
lock table stock;
update stock set pieces = 0 where id = 1;
