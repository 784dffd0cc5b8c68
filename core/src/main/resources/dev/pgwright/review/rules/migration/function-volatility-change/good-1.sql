-- @before
create function normal(t text) returns text language sql immutable as $$ select lower(t) $$;
create function today() returns date language sql stable as $$ select current_date $$;
create table people (id bigint primary key, email text, day date check (day <= today()));
create index people_email on people (normal(email));
-- @migration 2
create or replace function normal(t text) returns text language sql immutable as $$ select lower(trim(t)) $$;
create or replace function today() returns date language sql as $$ select current_date $$;
alter function normal(text) parallel safe;
