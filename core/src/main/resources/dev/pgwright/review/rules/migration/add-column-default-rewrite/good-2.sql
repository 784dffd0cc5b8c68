-- @before
create function half(integer) returns integer language sql immutable as $$ select $1 / 2 $$;
create table sessions (id bigint primary key);
-- @migration 2
alter table sessions add column token uuid;
alter table sessions alter column token set default gen_random_uuid();
alter table sessions add column room integer default half(8);
create table visits (id bigint primary key);
alter table visits add column token uuid default gen_random_uuid();
