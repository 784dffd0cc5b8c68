create table readings (sensor_id bigint, at timestamptz, value real) partition by range (at);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
-- @finds readings_sensor of readings is not valid and serves no query: readings_2026 lacks a part of it
create index readings_sensor on only readings (sensor_id);
create index readings_2025_sensor on readings_2025 (sensor_id);
alter index readings_sensor attach partition readings_2025_sensor;
