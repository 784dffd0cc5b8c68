create table events (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create table events_2027 (like events including all);
alter table events attach partition events_2027 for values from ('2027-01-01') to ('2028-01-01');
