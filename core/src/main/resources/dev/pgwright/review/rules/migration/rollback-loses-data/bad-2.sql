-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, closed boolean, region text);
-- @migration 2 transaction
-- @finds does not bring back the rows of crm.Lead that go here
delete from crm."Lead" where closed;
alter table crm."Lead" add column since date,
-- @finds column closed of crm.Lead
    drop column closed;
-- @down
alter table crm."Lead" add column closed boolean, drop column since;
