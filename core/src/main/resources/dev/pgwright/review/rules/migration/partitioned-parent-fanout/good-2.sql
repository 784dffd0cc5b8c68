-- @limit min-partitions 2
-- @before
create table events (at date not null, kind text) partition by range (at);
create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
-- @migration 2
create index events_kind on only events (kind);
create index concurrently events_1_kind on events_1 (kind);
alter index events_kind attach partition events_1_kind;
alter table events_2 add constraint events_2_kind check (kind is not null);
