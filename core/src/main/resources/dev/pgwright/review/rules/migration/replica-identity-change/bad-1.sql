-- @before
create table people (id bigint primary key, code text not null);
create unique index people_code on people (code);
alter table people replica identity using index people_code;
-- @migration 2
-- @finds With index people_code goes the replica identity of public.people
drop index people_code;
-- @finds leaves public.people without a replica identity
alter table people replica identity nothing;
