-- @before
create table orders (id bigint primary key, state text);
-- @migration 2
-- @finds because of OFFSET
update orders set state = 'x' where id in (select id from orders order by id limit 1000 offset 5000);
