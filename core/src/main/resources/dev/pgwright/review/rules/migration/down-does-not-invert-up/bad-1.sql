-- @before
create table people (id bigint primary key, name varchar(80) not null default 'n.n.');
create index people_name on people (name);
-- @migration 2
alter table people drop column name;
-- @down
-- @finds table public.people column name: not null false, expected true
alter table people add column name varchar(80) default 'n.n.';
