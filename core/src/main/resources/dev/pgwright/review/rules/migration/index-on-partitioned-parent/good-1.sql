-- @before
create table readings (day date not null, sensor bigint) partition by range (day);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
create index readings_sensor on only readings (sensor);
-- @migration 3
create index concurrently readings_2026_sensor on readings_2026 (sensor);
-- @migration 4
alter index readings_sensor attach partition readings_2026_sensor;
