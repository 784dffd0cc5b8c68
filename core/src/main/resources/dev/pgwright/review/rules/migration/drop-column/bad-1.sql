-- @before
create table orders (id bigint primary key, total numeric, note text);
-- @migration 2
-- @finds Column note of public.orders
alter table orders drop column note;
