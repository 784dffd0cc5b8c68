create table events (id bigint, at date, primary key (id, at)) partition by range (at);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
comment on table events is 'One row for each request; a partition is dropped after a year.';
create materialized view days as select at, count(*) as events from events group by at;
comment on materialized view days is 'Requests of each day, made anew every night.';
create table later (id bigint primary key);
drop table later;
