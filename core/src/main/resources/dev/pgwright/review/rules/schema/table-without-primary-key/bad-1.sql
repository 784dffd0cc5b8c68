-- @finds readings has no primary key and no index at all
create table readings (sensor_id bigint, at timestamptz, value numeric);
