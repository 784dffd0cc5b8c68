-- @before
create table readings (id bigint primary key, sensor_id bigint not null, taken_at timestamptz not null);
-- @migration 2
-- @finds readings_sensor_taken
create index readings_sensor_taken on readings (sensor_id, taken_at);
