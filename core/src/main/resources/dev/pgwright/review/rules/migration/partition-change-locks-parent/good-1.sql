-- @before
create table visits (day date not null) partition by range (day);
create table visits_2020 partition of visits for values from ('2020-01-01') to ('2021-01-01');
-- @migration 2
create table visits_2026 (like visits including all);
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');
-- @migration 3
alter table visits detach partition visits_2020 concurrently;
-- @migration 4
drop table visits_2020;
