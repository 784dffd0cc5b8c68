-- @before
create table readings (day date not null, sensor_id bigint) partition by range (day);
-- @migration 2
-- CONCURRENTLY would be refused here
create index readings_sensor on readings (sensor_id);
