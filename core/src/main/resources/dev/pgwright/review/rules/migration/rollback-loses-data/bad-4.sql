-- @before
create table orders (id bigint primary key, shop bigint not null);
create table visits (id bigint primary key);
-- @migration 2
alter table orders alter column shop drop not null;
-- @down
-- @finds The way back removes rows of public.orders, of which the migration makes none
delete from orders where shop is null;
-- @finds The way back removes rows of public.visits
truncate visits;
alter table orders alter column shop set not null;
