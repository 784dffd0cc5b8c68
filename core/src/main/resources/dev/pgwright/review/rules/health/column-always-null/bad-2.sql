-- @table crm.Lead 5000 900000
-- @column crm.Lead mergedInto 1 0
create schema crm;
-- @finds mergedInto was NULL in every row of crm.Lead
create table crm."Lead" (id bigint primary key, "mergedInto" bigint);
