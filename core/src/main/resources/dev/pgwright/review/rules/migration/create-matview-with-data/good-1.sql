-- @before
create table sales (id bigint primary key, shop text, amount numeric);
-- @migration 2
create materialized view sales_by_shop as select shop, sum(amount) as amount from sales group by shop with no data;
-- @migration 3
refresh materialized view sales_by_shop;
