create table sensors (id bigint primary key);
create table readings (sensor_id bigint references sensors, at timestamptz, value real) partition by range (at);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
-- each partition has one, though the table has none
create index readings_2025_sensor on readings_2025 (sensor_id);
create index readings_2026_sensor on readings_2026 (sensor_id, at);
-- nobody checks it
create table notes (sensor_id bigint, foreign key (sensor_id) references sensors not enforced);
