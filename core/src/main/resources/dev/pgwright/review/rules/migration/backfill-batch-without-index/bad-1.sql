-- @before
create table orders (id bigint primary key, state text, status text);
-- @migration 2
-- @finds Each batch of this UPDATE of public.orders reads public.orders from its start: no index begins with state
update orders set state = status where id in (select id from orders where state is null limit 1000);
