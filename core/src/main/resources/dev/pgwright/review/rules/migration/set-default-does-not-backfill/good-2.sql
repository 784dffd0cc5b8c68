-- @before
create table users (id bigint primary key, state text default 'new');
-- @migration 2
alter table users alter column state set default 'open';
alter table users add column token uuid;
alter table users alter column token set default gen_random_uuid();
alter table users alter column state drop default;
