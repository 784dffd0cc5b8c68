-- @table visits_rest 0 0
-- @before
create table visits (day date not null, page text) partition by range (day);
create table visits_rest partition of visits default;
create table clicks (day date not null) partition by range (day);
-- @migration 2
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
create table clicks_2026 partition of clicks for values from ('2026-01-01') to ('2027-01-01');
create table clicks_rest partition of clicks default;
create table clicks_2027 partition of clicks for values from ('2027-01-01') to ('2028-01-01');
