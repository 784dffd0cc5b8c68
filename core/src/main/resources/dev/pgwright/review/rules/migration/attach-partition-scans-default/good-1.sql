-- @before
create table visits (day date not null, page text) partition by range (day);
create table visits_rest partition of visits default;
alter table visits_rest add constraint no_2026 check (day < '2026-01-01' or day >= '2027-01-01');
-- @migration 2
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
