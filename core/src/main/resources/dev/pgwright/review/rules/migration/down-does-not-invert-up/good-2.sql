-- @before
create table people (id bigint primary key);
-- @migration 2
-- what the block does cannot be followed, and the next has no way back
do $$ begin execute 'alter table people add column ' || 'x' || ' int'; end $$;
-- @down
drop index if exists people_born;
-- @migration 3
alter table people add column name text;
