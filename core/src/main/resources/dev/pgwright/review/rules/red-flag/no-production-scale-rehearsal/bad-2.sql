-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, region text, closed boolean);
create table regions (id bigint primary key, name text);
-- @table crm.Lead 3000000 500000000
-- @limit min-percent 90
-- @migration 2
alter table crm."Lead" add column state text;
-- rehearsed: 2026-11-20 on 2.4 M rows: 40 s
-- @finds This changes rows of crm.Lead (3.0 M rows, 477 MB), and the recorded run was on 2.4 M rows only
update crm."Lead" set state = case when closed then 'closed' else 'open' end;
-- @migration 3
-- @finds This copies rows of crm.Lead
insert into regions select id, region from crm."Lead";
