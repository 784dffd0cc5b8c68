-- @table orders 40000000 8000000000
-- @before
create table orders (id bigint primary key, total numeric, note text);
-- @migration 2
alter table orders alter column total set not null;
-- @migration 3
alter table orders add constraint orders_total_positive check (total >= 0) not valid;
alter table orders validate constraint orders_total_positive;
