-- @query report:1: with recent as (select at from events where at > now()) select count(*) from recent
-- @before
create table events (at date not null) partition by range (at);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
-- @finds report:1
drop table events;
