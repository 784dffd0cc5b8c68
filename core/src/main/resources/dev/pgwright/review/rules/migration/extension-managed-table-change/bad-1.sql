-- @before
create function create_hypertable(relation regclass, column_name name) returns void language sql as 'select';
create table metrics (at timestamptz not null, value float8);
select create_hypertable('metrics', 'at');
-- @migration 2
-- @finds This builds an index on every part of public.metrics, a hypertable of timescaledb
create index on metrics (value);
-- @finds This deletes row by row what can be dropped in parts of public.metrics
delete from metrics where at < now() - interval '1 year';
