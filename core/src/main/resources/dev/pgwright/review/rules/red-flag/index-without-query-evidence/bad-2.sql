-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, region text, tags text[], closed boolean not null) partition by hash (id);
create table crm.lead_0 partition of crm."Lead" for values with (modulus 1, remainder 0);
create table notes (id bigint primary key, region text);
-- @query queryid 7: select l.id, l.tags from crm."Lead" l join notes n using (id) where n.region = $1
-- @query queryid 8: update crm."Lead" set tags = $2 where id = $1 and not closed
-- @migration 2
-- @finds None of 2 known queries looks for rows of crm.lead_0 by region
create index lead_region on crm.lead_0 (region);
-- @finds by region
create index lead_regions on crm.lead_0 (lower(region));
