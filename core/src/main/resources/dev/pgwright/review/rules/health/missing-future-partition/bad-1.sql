-- @time 2026-11-27T08:00:00Z
-- @finds The last partition of events ends at 2026-12-01, and it was 2026-11-27 on the server: new rows will be refused
create table events (id bigint not null, at timestamptz not null) partition by range (at);
create table events_10 partition of events for values from ('2026-10-01 00:00:00+00') to ('2026-11-01 00:00:00+00');
create table events_11 partition of events for values from ('2026-11-01 00:00:00+00') to ('2026-12-01 00:00:00+00');
