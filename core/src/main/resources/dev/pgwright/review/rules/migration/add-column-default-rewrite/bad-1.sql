-- @before
create table sessions (id bigint primary key);
-- @migration 2
-- @finds its default calls gen_random_uuid()
alter table sessions add column token uuid not null default gen_random_uuid();
