create table readings (sensor_id bigint, at timestamptz, value real) partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create index readings_sensor on only readings (sensor_id);
create index readings_2026_sensor on readings_2026 (sensor_id);
alter index readings_sensor attach partition readings_2026_sensor;
