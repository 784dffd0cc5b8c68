-- @before
create table clips (id bigint primary key, owner_id bigint);
-- @migration 2
-- @finds does nothing and reports success
create index concurrently if not exists clips_owner on clips (owner_id);
