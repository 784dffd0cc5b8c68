-- @before
create table sales (shop text, amount numeric);
create materialized view totals as select shop, sum(amount) as amount from sales group by shop with no data;
-- @migration 2
refresh materialized view totals;
-- @migration 3
create materialized view shops as select distinct shop from sales with no data;
refresh materialized view shops;
refresh materialized view totals with no data;
