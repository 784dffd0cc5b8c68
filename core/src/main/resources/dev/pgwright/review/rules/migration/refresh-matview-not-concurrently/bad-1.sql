-- @before
create table sales (shop text, amount numeric);
create materialized view totals as select shop, sum(amount) as amount from sales group by shop;
create unique index totals_shop on totals (shop);
-- @migration 2
-- @finds Refreshing public.totals without CONCURRENTLY
refresh materialized view totals;
