-- @before
create table rooms (id bigint primary key, beds integer);
-- @migration 2
start transaction isolation level serializable;
update rooms set beds = 2 where id = 1;
-- @finds Nothing ends the transaction
commit and chain;
update rooms set beds = 3 where id = 2;
savepoint two;
release savepoint two;
-- @migration 3 simple-query
select 1;
-- @finds Nothing ends the transaction
begin;
update rooms set beds = 4 where id = 4;
