create table readings (sensor_id bigint, at timestamptz, value real) partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create unique index readings_key on readings (sensor_id, at);
-- @finds readings_sensor of readings can do nothing that readings_key cannot
create index readings_sensor on readings (sensor_id);
-- of two that are the same in both directions, one goes
create index readings_value on readings (value);
-- @finds readings_value_down of readings can do nothing that readings_value cannot: that is the same, to be read backwards
create index readings_value_down on readings (value desc);
