create table sensors (id bigint primary key);
-- @finds Deleting a row of sensors reads all of readings, as no index begins with sensor_id (readings_sensor is not valid)
create table readings (sensor_id bigint references sensors, at timestamptz, value real) partition by range (at);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create index readings_2025_sensor on readings_2025 (sensor_id);
create index readings_sensor on only readings (sensor_id);
