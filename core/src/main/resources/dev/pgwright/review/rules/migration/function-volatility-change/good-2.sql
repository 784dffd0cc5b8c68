-- @before
create function normal(t text) returns text language sql immutable as $$ select lower(t) $$;
create table people (id bigint primary key, email text);
create index people_email on people (lower(email));
-- @migration 2
-- nothing needs it
create or replace function normal(t text) returns text language sql stable as $$ select lower(t) $$;
