create table readings (sensor bigint, at date, region text, primary key (sensor, at)) partition by range (at);
-- @fails 0A000
-- @finds PostgreSQL refuses readings_pkey, as readings_2026 is partitioned by region
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01') partition by list (region);
