-- @unfixed what is missing cannot be made up: table public.people column full_name: not expected
-- @before
create table people (id bigint primary key, first_name text, last_name text);
-- @migration 2
alter table people add column full_name text;
update people set full_name = first_name || ' ' || last_name;
alter table people drop column first_name, drop column last_name;
-- @down
-- @finds table public.people column full_name: not expected
alter table people add column first_name text, add column last_name text;
