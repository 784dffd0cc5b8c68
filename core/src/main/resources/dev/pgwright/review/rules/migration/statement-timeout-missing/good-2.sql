-- @before
create table bottles (id bigint primary key, volume_ml integer);
-- @migration 2
-- a moment, beside all traffic, or of nobody's table
alter table bottles add column vintage integer;
create index concurrently bottles_volume on bottles (volume_ml);
create table corks (id bigint primary key, kind text);
create index corks_kind on corks (kind);
truncate bottles;
