-- @before
create table readings (sensor int not null, at timestamptz not null) partition by range (at);
create table readings_1 partition of readings for values from ('2026-01-01') to ('2026-02-01');
create table sensors (sensor int primary key);
-- @query readings.sql:1: select at from readings join sensors using (sensor) where at > $1
-- @migration 2
-- queries name the partitioned table
create index readings_1_sensor on readings_1 (sensor);
create index readings_1_at on readings_1 using brin (at);
-- a key that the same file adds
alter table readings add column site bigint;
create table sites (id bigint primary key);
create index on readings (site);
alter table readings add foreign key (site) references sites;
