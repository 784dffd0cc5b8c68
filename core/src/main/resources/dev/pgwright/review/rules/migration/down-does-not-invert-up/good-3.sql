-- @before
create table people (id bigint primary key, name text not null);
-- what the block does cannot be followed: from here on there may be more than the files show
do $$ declare year int; begin
    for year in 2025 .. 2026 loop execute format('create table visits_%s (id bigint primary key)', year); end loop;
end $$;
-- @migration 2
drop table if exists visits_2025;
-- @down
create table visits_2025 (id bigint primary key);
-- @migration 3
create table if not exists visits_2026 (id bigint primary key);
-- @down
select 1;
-- @migration 4
-- this way back promises nothing
alter table people drop column name;
-- @down
do $$ begin raise exception 'there is no way back'; end $$;
