-- @before
create table orders (id bigint primary key, state text, status text);
-- @migration 2
update orders set state = status where id between 1 and 1000;
update orders set state = status
where id in (select id from orders where id > 1000 and state is null order by id limit 1000);
