-- @limit min-partitions 3
-- @before
create table events (at date not null, kind text) partition by range (at);
create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
create table events_3 partition of events for values from ('2026-03-01') to ('2026-04-01');
-- @migration 2
-- @finds This takes ACCESS EXCLUSIVE on public.events and on 3 partitions until it commits
alter table events add column note text;
