-- @time 2026-11-27T08:00:00Z
-- @table public.archive 4000000 900000000
-- @use public.archive 4 16000000 900 0 0 0 0
-- nothing is inserted any more
create table archive (id bigint not null, at date not null) partition by range (at);
create table archive_2024 partition of archive for values from ('2024-01-01') to ('2025-01-01');
-- not divided by time
create table ids (id bigint not null) partition by range (id);
create table ids_1 partition of ids for values from (0) to (1000000);
create table regions (id bigint not null, region text not null) partition by list (region);
create table regions_eu partition of regions for values in ('eu');
