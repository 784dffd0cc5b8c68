-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, total numeric(10, 2));
-- @migration 2
alter table orders add constraint orders_total_positive check (total >= 0) not valid;
-- @migration 3
alter table orders validate constraint orders_total_positive;
create index concurrently orders_total on orders (total);
truncate orders;
drop table orders;
