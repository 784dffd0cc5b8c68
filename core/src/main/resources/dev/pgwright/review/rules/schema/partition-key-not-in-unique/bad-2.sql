create schema log;
create table log.events (id bigint not null, kind text not null, at timestamptz not null) partition by list (kind);
-- @fails 0A000
-- @finds PostgreSQL refuses events_id, as log.events is partitioned by kind
create unique index events_id on log.events (id, at);
