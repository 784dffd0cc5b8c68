-- @before
create table people (id bigint primary key, name text);
-- @unfixed what begins with a question mark is for people to say
-- @migration 2 transaction
set local lock_timeout = '2s';
-- plan:
--   duration: short
--   locks: ACCESS EXCLUSIVE on people for a moment
--   order: behind release 7
--   recovery: ?
-- @finds The plan of this migration leaves open: recovery; it has errors of
alter table people drop column name;
