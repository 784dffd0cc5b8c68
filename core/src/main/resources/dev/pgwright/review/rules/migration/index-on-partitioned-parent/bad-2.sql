-- @before
create schema lab;
create table lab.probes (kind text, value numeric) partition by list (kind);
-- @migration 2
-- @fails 0A000
-- @finds PostgreSQL refuses to build an index CONCURRENTLY, since lab.probes is partitioned
create index concurrently on lab.probes (value);
