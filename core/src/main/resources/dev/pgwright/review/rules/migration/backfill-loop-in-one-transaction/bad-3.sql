-- @before
create table fish (id bigint primary key, weight numeric);
-- @migration 2 transaction
update fish set weight = 0 where id between 1 and 1000;
-- @finds the next batch
update fish set weight = 0 where id between 1001 and 2000;
update fish set weight = 0 where id between 2001 and 3000;
