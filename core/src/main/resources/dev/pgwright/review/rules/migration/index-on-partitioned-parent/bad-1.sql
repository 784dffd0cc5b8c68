-- @before
create table readings (day date not null, sensor bigint) partition by range (day);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
-- @finds Building the index readings_sensor on public.readings builds it on all 2 partitions
create index readings_sensor on readings (sensor);
