-- @before
create table visits (day date not null, page text) partition by range (day);
create table visits_2026 (day date not null, page text);
-- @migration 2
alter table visits_2026 add constraint bound check (day >= '2026-01-01' and day < '2027-01-01') not valid;
-- @migration 3
alter table visits_2026 validate constraint bound;
-- @migration 4
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');
alter table visits_2026 drop constraint bound;
