-- @before
create table readings (id bigint primary key, sensor_id bigint not null);
-- @table public.readings 900000000 90000000000 20 40
-- @migration V2
create index concurrently readings_sensor on readings (sensor_id);
