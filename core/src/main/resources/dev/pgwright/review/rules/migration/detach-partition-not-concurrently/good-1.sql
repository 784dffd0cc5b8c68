-- @before
create table visits (day date not null) partition by range (day);
create table visits_2020 partition of visits for values from ('2020-01-01') to ('2021-01-01');
-- @migration 2
alter table visits detach partition visits_2020 concurrently;
