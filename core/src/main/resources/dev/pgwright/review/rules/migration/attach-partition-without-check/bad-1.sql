-- @before
create table visits (day date not null, page text) partition by range (day);
create table visits_old (day date not null, page text);
-- @migration 2
-- @finds No valid CHECK of public.visits_old implies the bound
alter table visits attach partition visits_old for values from ('2020-01-01') to ('2026-01-01');
