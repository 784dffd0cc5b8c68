-- @before
create table logs (day date not null) partition by range (day);
create table logs_2020 partition of logs for values from ('2020-01-01') to ('2021-01-01');
-- @migration 2
create table visits (day date not null) partition by range (day);
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
create table if not exists logs_2020 partition of logs for values from ('2020-01-01') to ('2021-01-01');
drop table logs, logs_2020;
