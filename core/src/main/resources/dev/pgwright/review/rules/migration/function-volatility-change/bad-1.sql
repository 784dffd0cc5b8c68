-- @before
create function normal(t text) returns text language sql immutable as $$ select lower(t) $$;
create table people (id bigint primary key, email text);
create index people_email on people (normal(email));
-- @migration 2
-- @finds Function public.normal becomes VOLATILE, although it has to be IMMUTABLE for index people_email of public.people
create or replace function normal(t text) returns text language sql as $$ select lower(trim(t)) $$;
