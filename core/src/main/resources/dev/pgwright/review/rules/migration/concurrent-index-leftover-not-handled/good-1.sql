-- @before
create table clips (id bigint primary key, owner_id bigint);
-- @migration 2
drop index concurrently if exists clips_owner;
create index concurrently clips_owner on clips (owner_id);
