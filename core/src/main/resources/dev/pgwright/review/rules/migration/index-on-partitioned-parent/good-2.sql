-- @before
create table sensors (id bigint primary key, name text);
-- @migration 2
create table readings (day date not null, sensor bigint) partition by range (day);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create index on readings (sensor);
create index concurrently sensors_name on sensors (name);
