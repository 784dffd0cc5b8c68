-- @unfixed no other order makes it run
-- @before
create table people (id bigint primary key);
-- @migration 2
alter table people add column born date;
-- @down
-- @finds PostgreSQL refuses this way back
alter table people drop column died;
