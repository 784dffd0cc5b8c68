-- @before
create table audit (id bigint primary key, payload jsonb);
-- @migration 2
-- @finds public.audit
vacuum full audit;
