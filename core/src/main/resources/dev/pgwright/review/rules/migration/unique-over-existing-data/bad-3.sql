-- @before
create table rooms (name text);
insert into rooms values ('a'), ('b');
-- @migration 2
alter table rooms
-- @fails 23505
-- @finds The new column number has one default for all rows of public.rooms
    add column number integer default 0 unique;
