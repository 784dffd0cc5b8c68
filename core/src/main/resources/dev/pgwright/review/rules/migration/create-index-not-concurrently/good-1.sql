-- @before
create table readings (id bigint primary key, sensor_id bigint not null);
-- @migration 2
create index concurrently readings_sensor on readings (sensor_id);
