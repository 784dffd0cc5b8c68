-- @before
create table audit (id bigint primary key, payload jsonb);
create index audit_payload on audit using gin (payload);
-- @migration 2
vacuum (full off, analyze) audit;
alter table audit cluster on audit_pkey;
analyze audit;
