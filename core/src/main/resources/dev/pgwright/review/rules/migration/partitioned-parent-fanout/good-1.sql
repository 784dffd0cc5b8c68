-- @limit min-partitions 3
-- @before
create table events (at date not null, kind text) partition by range (at);
create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
-- @migration 2
alter table events add column note text;
