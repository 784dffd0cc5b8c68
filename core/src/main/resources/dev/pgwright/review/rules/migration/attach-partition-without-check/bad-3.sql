-- @unfixed the bound is proven; what lacks is an index
-- @before
create table visits (day date not null, page text) partition by range (day);
create index visits_page on visits (page);
create table visits_2026 (day date not null check (day >= '2026-01-01' and day < '2027-01-01'), page text);
-- @migration 2
-- @finds builds the indexes of public.visits that it lacks
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');
