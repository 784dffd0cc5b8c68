-- @before
create table readings (id bigint primary key, sensor_id bigint not null, at timestamptz not null);
-- @table public.readings 900000000 90000000000 20 4000
-- @migration V2
-- @finds Each of the 4000 rows a second that are written to readings has one more index to be entered in
create index concurrently readings_sensor on readings (sensor_id);
