-- @before
create table members (id bigint primary key);
-- @migration 2
do $$ begin execute 'alter table members add column joined_on date'; end $$;
create index members_joined_on on members (joined_on);
