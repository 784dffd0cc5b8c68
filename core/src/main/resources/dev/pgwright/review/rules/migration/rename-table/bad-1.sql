-- @before
create table people (id bigint primary key);
-- @migration 2
-- @finds public.people fails
alter table people rename to persons;
