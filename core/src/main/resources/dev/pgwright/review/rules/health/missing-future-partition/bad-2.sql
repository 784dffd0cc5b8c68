-- @time 2026-11-27T08:00:00Z
-- @limit lead-days 45
create schema shop;
-- @finds The last partition of shop.Sale ends at 2027-01-01, and it was 2026-11-27 on the server: new rows will go to the default partition
create table shop."Sale" (id bigint not null, sold date not null) partition by range (sold);
create table shop.sale_2026 partition of shop."Sale" for values from ('2026-01-01') to ('2027-01-01');
create table shop.sale_others partition of shop."Sale" default;
