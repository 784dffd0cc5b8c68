-- @before
create table readings (id bigint, taken_on date) partition by range (taken_on);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
-- @migration 2 simple-query
select 1;
-- @fails 25001
-- @finds DETACH PARTITION CONCURRENTLY
alter table readings detach partition readings_2025 concurrently;
