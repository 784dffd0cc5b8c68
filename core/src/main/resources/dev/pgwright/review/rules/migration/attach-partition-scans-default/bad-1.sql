-- @before
create table visits (day date not null, page text) partition by range (day);
create table visits_rest partition of visits default;
-- @migration 2
-- @finds every row of the default partition public.visits_rest
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
