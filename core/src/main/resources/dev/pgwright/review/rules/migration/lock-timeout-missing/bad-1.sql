-- @before
create table visits (id bigint primary key, note text);
-- @migration 2
-- @finds public.visits
alter table visits add column duration interval;
