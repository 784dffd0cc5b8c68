-- @time 2026-11-27T08:00:00Z
create table events (id bigint not null, at timestamptz not null) partition by range (at);
create table events_11 partition of events for values from ('2026-11-01 00:00:00+00') to ('2026-12-01 00:00:00+00');
create table events_12 partition of events for values from ('2026-12-01 00:00:00+00') to ('2027-01-01 00:00:00+00');
create table orders (id bigint not null, at date not null) partition by range (at);
create table orders_rest partition of orders for values from ('2026-01-01') to (maxvalue);
