-- @version 17
-- @table crm.Lead 4000000 900000000
-- @column crm.Lead email 0 -0.99
-- @query queryid 3: select "Id" from crm."Lead" where email = $1
-- @counts 80000 9600000 10 80000 4000000000 0 0.62
create schema crm;
-- @says queryid 3 (62 % of the time) looks for rows of crm.Lead (4.0 M rows) by email, which stands behind tenant_id in lead_key, and the query does not compare tenant_id
create table crm."Lead" ("Id" bigint primary key, tenant_id int not null, email text not null);
create unique index lead_key on crm."Lead" (tenant_id, email);
