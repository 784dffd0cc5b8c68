-- @before
create table orders (id bigint primary key, shop bigint not null, version text);
create table visits (id bigint primary key);
-- @migration 2
alter table orders alter column shop drop not null;
-- @finds The way back gives version of public.orders its type again, but its values are gone: USING takes none of them
alter table orders alter column version type integer using 0;
-- @down
alter table orders alter column version type text using 'old';
-- @finds The way back removes rows of public.orders, of which the migration makes none
delete from orders where shop is null;
-- @finds The way back removes rows of public.visits
truncate visits;
alter table orders alter column shop set not null;
