create schema "Plant";
create table "Plant".sensors (id bigint, site text) partition by list (site);
create table "Plant".sensors_north partition of "Plant".sensors for values in ('north');
create table "Plant".sensors_south partition of "Plant".sensors for values in ('south');
-- @finds sensors_id of Plant.sensors is not valid and serves no query: Plant.sensors_north, Plant.sensors_south lacks a part of it
create index sensors_id on only "Plant".sensors (id);
