-- @before
create table visits (id bigint not null, at timestamptz not null) partition by range (date_trunc('day', at, 'UTC'));
-- @migration 2
-- @fails 0A000
-- @finds PostgreSQL refuses visits_pkey
alter table visits add primary key (id, at);
