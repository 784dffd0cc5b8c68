-- @before
create table orders (id bigint primary key, total int not null);
-- @migration 2
-- plan:
--   duration: about 4 min, measured on a copy
--   locks: ACCESS EXCLUSIVE on orders for that time: reads and writes wait
--   order: in the night from Sunday to Monday,
--     behind release 42
--   recovery: a failure takes back all of it
alter table orders alter column total type bigint;
