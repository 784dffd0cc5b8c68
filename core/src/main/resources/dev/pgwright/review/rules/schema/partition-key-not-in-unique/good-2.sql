create table visits (id bigint not null, at timestamptz not null) partition by range (date_trunc('day', at, 'UTC'));
create index visits_id on visits (id);
create table readings (sensor bigint, at date, region text, primary key (region, sensor, at)) partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01') partition by list (region);
