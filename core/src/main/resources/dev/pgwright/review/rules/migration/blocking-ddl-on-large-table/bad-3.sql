-- @table events 40000000 9000000000
-- @table events_2026 40000000 9000000000
-- @before
create table events (at date not null, kind text) partition by range (at);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
-- @finds reads every row of public.events
alter table events add constraint events_kind_known check (kind in ('buy', 'view'));
