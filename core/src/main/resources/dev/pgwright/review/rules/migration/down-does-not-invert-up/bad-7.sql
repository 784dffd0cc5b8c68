-- @before
create table people (id bigint primary key, name text not null);
create table visits (id bigint primary key);
-- what the block does cannot be followed: from here on there may be more than the files show
do $$ declare year int; begin
    for year in 2025 .. 2026 loop execute format('create table visits_%s (id bigint primary key)', year); end loop;
end $$;
-- @migration 2
alter table people alter column name drop not null;
create table notes (id bigint primary key);
-- @down
-- @finds table public.people column name: not null false, expected true; table public.notes: not expected
select 1;
