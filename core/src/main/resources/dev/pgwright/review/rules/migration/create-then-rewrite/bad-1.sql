-- @before
create table people (id bigint primary key, name text, age int);
-- @migration 2
-- @finds public.people, which is rewritten with all of its indexes afterwards
create index concurrently people_name on people (name);
alter table people alter column age type bigint;
