-- @before
create table stations (id bigint primary key, region text);
create index stations_region on stations (region);
-- @migration 2
-- @finds stations_region
drop index stations_region;
