-- @migration 1 transaction
create table stations (id bigint primary key, height_m integer);
create index stations_height on stations (height_m);
create temporary table imported (height_m integer);
create index on imported (height_m);
