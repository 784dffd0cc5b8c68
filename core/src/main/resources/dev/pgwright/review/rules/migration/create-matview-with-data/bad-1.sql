-- @before
create table sales (id bigint primary key, shop text, amount numeric);
-- @migration 2
-- @finds The materialized view public.sales_by_shop is filled from public.sales
create materialized view sales_by_shop as select shop, sum(amount) as amount from sales group by shop;
