-- @before
create table crews (id bigint primary key, old_name text);
-- @migration 2
alter table crews add column if not exists name text;
create table if not exists ports (id bigint primary key);
drop view if exists nothing;
drop index concurrently if exists crews_name;
create index concurrently crews_name on crews (name);
