create table readings (sensor_id bigint, at timestamptz, value numeric, primary key (sensor_id, at))
    partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create temporary table staged (value numeric);
