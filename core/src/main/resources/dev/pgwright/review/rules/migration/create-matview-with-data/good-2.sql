-- @before
create table sales (id bigint primary key, shop text);
create materialized view shops as select distinct shop from sales;
-- @migration 2
create table visits (id bigint primary key, page text);
create materialized view pages as select distinct page from visits;
create materialized view numbers as select n from generate_series(1, 10) as n;
create materialized view if not exists shops as select distinct shop from sales;
create view shop_names as select shop from sales;
