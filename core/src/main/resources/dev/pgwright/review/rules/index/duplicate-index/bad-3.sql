create table readings (sensor_id bigint, at timestamptz, value real) partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create index readings_sensor on readings using hash (sensor_id);
-- @finds readings_sensor_id of readings is the same index as readings_sensor
create index readings_sensor_id on readings using hash (sensor_id);
create materialized view sensors as select sensor_id, count(*) as readings from readings group by sensor_id;
create unique index sensors_id on sensors (sensor_id);
-- @finds sensors_id_2 of sensors is the same index as sensors_id
create unique index sensors_id_2 on sensors (sensor_id);
