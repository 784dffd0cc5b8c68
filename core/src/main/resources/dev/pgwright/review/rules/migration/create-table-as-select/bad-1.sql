-- @before
create table orders (id bigint primary key, state text not null default 'new');
-- @migration 2
-- @finds The table public.orders_copy gets the rows of public.orders
create table orders_copy as select * from orders;
