-- @before
create table stations (id bigint primary key, region text);
create index stations_region on stations (region);
-- @migration 2
drop index concurrently if exists stations_region;
