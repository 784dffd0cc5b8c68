-- @before
create table visits (day date not null, page text) partition by range (day);
-- @migration 2
create table visits_2026 (like visits including all);
insert into visits_2026 values ('2026-02-03', '/');
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');
