-- @before
create table visits (day date not null) partition by range (day);
-- @migration 2
-- @finds Creating the partition public.visits_2026 keeps everybody from reading and writing public.visits
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
