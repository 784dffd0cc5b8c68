-- @unfixed a second run after a stop would be refused: say ON CONFLICT DO NOTHING if rows of public.finishers that are there already may be left as they are
-- @before
create table riders (id bigint primary key, name text, city text);
create table finishers (id bigint primary key, name text);
-- @migration 2
-- @finds INSERT into public.finishers
insert into finishers (id, name) select id, name from riders;
