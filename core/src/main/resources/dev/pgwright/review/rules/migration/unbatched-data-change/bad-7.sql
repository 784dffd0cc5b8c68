-- @unfixed no unique key of public.finishers tells which rows of public.riders have been copied when it is stopped half way
-- @before
create table riders (id bigint primary key, name text, city text);
create table finishers (id bigint generated always as identity primary key, name text);
-- @migration 2
-- @finds INSERT into public.finishers
insert into finishers (name) select name from riders;
